import { setTimeout as pause } from 'node:timers/promises';

/** How long a page may take to show what is waited for, in milliseconds. */
const PATIENCE_MS = 30_000;
/** By this name the standard tells an element from other data. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** An element of a page, as WebDriver names it. */
export type Found = Record<typeof ELEMENT, string>;

/** The commands of WebDriver (W3C) that the tests use, with their methods and paths below that of a session. */
export const commands = {
  Navigate: ['POST', '/url'],
  Back: ['POST', '/back'],
  GetWindowHandle: ['GET', '/window'],
  GetWindowHandles: ['GET', '/window/handles'],
  NewWindow: ['POST', '/window/new'],
  SwitchToWindow: ['POST', '/window'],
  CloseWindow: ['DELETE', '/window'],
  SwitchToFrame: ['POST', '/frame'],
  ExecuteScript: ['POST', '/execute/sync'],
  ElementClick: ['POST', '/element/{id}/click'],
  ElementClear: ['POST', '/element/{id}/clear'],
  ElementSendKeys: ['POST', '/element/{id}/value'],
  PerformActions: ['POST', '/actions'],
} as const;

export type Command = keyof typeof commands;

/** Brings commands to a browser. What a command answers is as the standard says. */
export interface Wire {
  send(command: Command, parameters: Record<string, unknown>): Promise<unknown>;
}

/** What a page shows, in whichever open shadow root it is: the first element with these words or this label, and all words. */
export const LOOK = `
  function rootsOf(document) {
    const roots = [document];
    for (const root of roots)
      for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
    return roots;
  }
  function find(document, selector, words) {
    const says = (element) => (element.ariaLabel || element.innerText || '').replace(/\\s+/g, ' ').trim();
    return rootsOf(document)
      .flatMap((root) => [...root.querySelectorAll(selector)])
      .find((element) => element.checkVisibility() && says(element).includes(words)) ?? null;
  }
  function allWords(document) {
    return rootsOf(document).flatMap((root) => [...root.children].map((element) => element.innerText)).join(' | ');
  }`;

/** A browser that is driven as a person would: what it shows is looked for, clicked and typed into. */
export class DrivenBrowser {
  readonly #wire: Wire;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  protected send<Answer>(command: Command, parameters = {}): Promise<Answer> {
    return this.#wire.send(command, parameters) as Promise<Answer>; // the standard says what each answers
  }

  async goto(address: string): Promise<void> {
    await this.send('Navigate', { url: address });
  }

  async goBack(): Promise<void> {
    await this.send('Back');
  }

  /** Opens a tab in front, at an address. */
  async openTab(address: string): Promise<string> {
    const { handle } = await this.send<{ handle: string }>('NewWindow', { type: 'tab' });
    await this.showTab(handle);
    await this.goto(address);
    return handle;
  }

  tabs(): Promise<string[]> {
    return this.send('GetWindowHandles');
  }

  /** Brings a tab in front. What is looked for afterwards is looked for there. */
  async showTab(handle: string): Promise<void> {
    await this.send('SwitchToWindow', { handle });
  }

  /** The page that is looked at goes, with its tab. */
  async closeTab(): Promise<void> {
    await this.send('CloseWindow');
  }

  /** The tab whose page has an address that begins so; it is looked at, but not brought in front in Firefox. */
  async tabAt(address: string): Promise<string> {
    const look = async () => {
      for (const handle of await this.tabs()) {
        await this.send('SwitchToWindow', { handle, focus: false });
        const at = await this.evaluate<string | null>('return location.href').catch(() => null); // just closed, or moving
        if (at?.startsWith(address)) return handle;
      }
      return null;
    };
    return until(look, () => `a tab at ${address}`);
  }

  /** Runs the body of a function in the page. */
  evaluate<Answer>(body: string, ...args: unknown[]): Promise<Answer> {
    return this.send('ExecuteScript', { script: body, args });
  }

  /** Resolves when the page shows it. */
  async waitFor(selector: string, words = ''): Promise<Found> {
    const look = () =>
      this.evaluate<Found | null>(
        `${LOOK}; return find(document, ...arguments)`,
        selector,
        words,
      );
    const said = () => this.evaluate<string>(`${LOOK}; return allWords(document)`);
    return until(
      look,
      async () => `‘${words}’ (${selector}) in a page that says: ${await said()}`,
    );
  }

  /** What is looked for afterwards is looked for in this frame. */
  async enterFrame(selector: string): Promise<void> {
    const frame = await this.waitFor(selector);
    await this.send('SwitchToFrame', { id: frame, element: idOf(frame) }); // as the standard, and as Firefox wants it
  }

  async leaveFrame(): Promise<void> {
    await this.send('SwitchToFrame', { id: null });
  }

  async click(selector: string, words = ''): Promise<void> {
    await this.send('ElementClick', { id: idOf(await this.waitFor(selector, words)) });
  }

  async fill(selector: string, text: string): Promise<void> {
    const id = idOf(await this.waitFor(selector));
    await this.send('ElementClear', { id });
    await this.send('ElementSendKeys', { id, text });
  }
}

export const idOf = (found: Found): string => found[ELEMENT];

/** Asks again and again until there is an answer that is not null. */
export async function until<Answer>(
  ask: () => Promise<Answer | null>,
  what: () => string | Promise<string>,
): Promise<Answer> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (Date.now() > deadline) throw new Error(`There never was ${await what()}`);
    await pause(50);
  }
}
