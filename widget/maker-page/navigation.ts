import { msg } from '@lit/localize';
import { html, render, type TemplateResult } from 'lit';
import { makerPath } from './own-address.ts';
import type { MakerPart } from './parts.ts';

/** The parts of the Maker as links, group by group; in a narrow page behind a button that names the one on show. */
export function showNavigation(
  place: HTMLElement,
  parts: readonly MakerPart[],
  shown: MakerPart | undefined,
  go: (part: MakerPart) => void,
): void {
  const groups = [...new Set(parts.map(({ group }) => group))];
  const follow = (event: MouseEvent, part: MakerPart) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    setOpen(place, false);
    go(part);
  };
  const link = (part: MakerPart): TemplateResult =>
    html`<li>
      <a
        href="${makerPath}/${part.path}"
        aria-current=${part === shown ? 'page' : 'false'}
        @click=${(event: MouseEvent) => follow(event, part)}
        >${part.words}</a
      >
    </li>`;
  render(
    html`<button
        class="menu"
        aria-expanded="false"
        aria-controls="parts"
        @click=${() => setOpen(place, !place.classList.contains('open'))}
      >
        ${shown?.words ?? msg('Parts of the Maker')}
      </button>
      <div id="parts">
        ${groups.map(
          (group) =>
            html`<h2>${group}</h2>
              <ul role="list">
                ${parts.filter((part) => part.group === group).map(link)}
              </ul>`,
        )}
      </div>`,
    place,
  );
}

function setOpen(place: HTMLElement, isOpen: boolean): void {
  place.classList.toggle('open', isOpen);
  place.querySelector('.menu')?.setAttribute('aria-expanded', String(isOpen));
}
