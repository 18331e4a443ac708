const CONTROLS =
  'button:enabled, a[href], input:enabled, select:enabled, textarea:enabled, [tabindex="0"]';

/** The first control on show within, in the order of the keyboard, looking into shadow trees: first in the `.body`. */
export function firstControl(root: ParentNode): HTMLElement | undefined {
  const body = root.querySelector('.body');
  return (body && findControl(body)) ?? findControl(root);
}

function findControl(root: ParentNode): HTMLElement | undefined {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    const isControl = element.matches(CONTROLS) && element.checkVisibility();
    const found = isControl ? element : element.shadowRoot && findControl(element.shadowRoot);
    if (found) return found;
  }
  return undefined;
}
