import { Firefox } from './firefox.ts';
import { LOOK, until } from './web-driver.ts';

const ID = 'waypost@waypost.example';
/** Firefox gives each installation an id of its own; here it is told which. */
const INSTALLATION = '0b9d6a1e-5f0c-4c36-8a39-0d2b8f1c7e55';

export const ORIGIN = `moz-extension://${INSTALLATION}`;

/** The question whether the extension may be on a site, in the browser's window. */
const QUESTION = `document.getElementById('addon-webext-permissions-notification')`;

interface Place {
  x: number;
  y: number;
}

/** Firefox with the built extension, permitted nothing. Its questions are answered as a person does, by their buttons. */
export class FirefoxWithExtension extends Firefox {
  static override async launch(): Promise<FirefoxWithExtension> {
    return super.launch({
      'extensions.webextensions.uuids': JSON.stringify({ [ID]: INSTALLATION }),
      'extensions.webextensions.keepUuidOnUninstall': true,
    }) as Promise<FirefoxWithExtension>; // it makes one of the class that it is called on
  }

  /** Installs it; it opens its options, and they are looked at. */
  async begin(folder: string): Promise<void> {
    await this.install(folder);
    await this.showTab(await this.tabAt(`${ORIGIN}/options.html`));
  }

  /** Takes it away with all that it kept, and closes all tabs but a new one. */
  async forget(): Promise<void> {
    const former = await this.tabs();
    const fresh = await this.openTab('about:blank');
    await this.uninstall(ID);
    for (const handle of await this.tabs()) {
      if (!former.includes(handle)) continue;
      // Those of the extension go by themselves, at any moment.
      await this.showTab(handle)
        .then(() => this.closeTab())
        .catch(() => {});
    }
    await this.showTab(fresh);
  }

  /** What is asked for is taken from the question's own button: no pointer of WebDriver reaches into its panel. */
  async answerQuestion(answer: 'button' | 'secondaryButton'): Promise<void> {
    const click = () =>
      this.evaluateInWindow<true | null>(`
        const button = PopupNotifications.panel.state === 'open' && ${QUESTION}?.${answer};
        return button ? (button.click(), true) : null;`);
    await until(click, () => 'a question of the browser');
  }

  stored(area: 'local' | 'session'): Promise<Record<string, unknown>> {
    return this.evaluate(`return browser.storage.${area}.get()`);
  }

  /** Ends the background, as the browser does when it has been idle. */
  async endBackground(): Promise<void> {
    await this.evaluateInWindow(
      `return WebExtensionPolicy.getByID('${ID}').extension.terminateBackground()`,
    );
  }

  /** Resolves when the sidebar shows it. To be asked while a page of the extension is looked at, in front or not. */
  waitForInSidebar(selector: string, words = ''): Promise<Place> {
    const look = () =>
      this.#inSidebar<Place | null>('return placeOf(sidebar)', selector, words);
    const said = () => this.#inSidebar<string>('return sidebar && allWords(sidebar)');
    return until(
      look,
      async () => `‘${words}’ (${selector}) in a sidebar that says: ${await said()}`,
    );
  }

  async clickInSidebar(selector: string, words = ''): Promise<void> {
    const within = await this.waitForInSidebar(selector, words);
    const corner = await this.evaluateInWindow<Place>(`
      const outer = SidebarController.browser;
      const inner = outer.contentDocument.getElementById('webext-panels-browser');
      const [one, other] = [outer, inner].map((part) => part.getBoundingClientRect());
      return { x: one.x + other.x, y: one.y + other.y };`);
    await this.clickAt(corner.x + within.x, corner.y + within.y);
  }

  /** All pages of the extension are in one process, and may look at each other. */
  #inSidebar<Answer>(body: string, ...args: string[]): Promise<Answer> {
    return this.evaluate(
      `${LOOK}
      const wanted = arguments;
      const sidebar = browser.extension.getViews({ type: 'sidebar' })[0]?.document;
      function placeOf(document) {
        const element = document && find(document, ...wanted);
        if (!element) return null;
        const { x, y, width, height } = element.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      ${body}`,
      ...args,
    );
  }
}
