import { html, type TemplateResult } from 'lit';

/** What can be turned, and its positions; the first is where it stands. */
const positions = {
  show: [
    'everything',
    'live',
    'checkpoint-chips',
    'checkpoint-settings',
    'checkpoint-trail',
    'desk',
    'frame',
    'history',
    'history-table',
    'contact-history',
    'interaction',
    'panel',
    'reply',
    'supervision',
  ],
  theme: ['system', 'light', 'dark'],
  language: ['en', 'fr'],
  width: ['380', '320', '600', 'full'],
  density: ['compact', 'roomy'],
  direction: ['ltr', 'rtl'],
  data: ['few', 'many', 'long'],
} as const;

type Name = keyof typeof positions;
export type Knobs = { [Knob in Name]: (typeof positions)[Knob][number] };

const words: Record<string, string> = {
  en: 'English',
  fr: 'Français',
  ltr: 'left to right',
  rtl: 'right to left',
};

/** As the page's address says, so that a view can be linked to. */
export function readKnobs(address: URL = new URL(location.href)): Knobs {
  const read = ([name, values]: [string, readonly string[]]) => {
    const asked = address.searchParams.get(name) ?? '';
    return [name, values.includes(asked) ? asked : values[0]];
  };
  return Object.fromEntries(Object.entries(positions).map(read)) as Knobs; // one of the positions each
}

export function knobBar(knobs: Knobs, turned: (knobs: Knobs) => void): TemplateResult {
  const turn = (name: string, value: string) => {
    const address = new URL(location.href);
    address.searchParams.set(name, value);
    history.replaceState(null, '', address);
    turned(readKnobs(address));
  };
  return html`<h1>Waypost playground</h1>
    ${Object.entries(positions).map(
      ([name, values]) =>
        html`<label
          >${name}
          <select
            @change=${(event: Event) => turn(name, (event.target as HTMLSelectElement).value)}
          >
            ${values.map(
              (value) =>
                html`<option value=${value} ?selected=${knobs[name as Name] === value}>
                  ${words[value] ?? value}
                </option>`,
            )}
          </select></label
        >`,
    )}`;
}

/** What the whole page takes on. */
export function turnPage({ theme, language, direction, density }: Knobs): void {
  const { documentElement: page } = document;
  page.lang = language;
  page.dir = direction;
  page.style.colorScheme = theme === 'system' ? 'light dark' : theme;
  page.style.setProperty('--waypost-density', density === 'roomy' ? '1.3' : '1');
  // What was chosen in a panel's foot would win over the knobs.
  localStorage.removeItem('waypost.panel');
}
