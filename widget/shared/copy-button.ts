import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';

/** A small button that copies some words, and says so in its own place. */
export function copyButton(words: string, label: string): TemplateResult {
  const copy = async (event: Event) => {
    const button = event.currentTarget as HTMLElement;
    const said = button.querySelector<HTMLElement>('[role=status]');
    try {
      await navigator.clipboard.writeText(words);
      if (said) said.textContent = msg('Copied');
    } catch {
      // A page without the right to write the clipboard still shows the words.
    }
  };
  return html`<button class="bare link copy" @click=${copy} aria-label=${label}>
    ${msg('Copy')} <span role="status" class="good small"></span>
  </button>`;
}
