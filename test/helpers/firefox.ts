import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firefox } from '../../tools/find-other-browsers.ts';
import { Marionette } from './marionette.ts';
import { DrivenBrowser, idOf, until, type Found } from './web-driver.ts';

const PREFERENCES = {
  'marionette.port': 0, // any that is free
  'browser.aboutwelcome.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'intl.locale.requested': 'en-US',
  'network.dns.native-is-localhost': true, // no name leads away from this machine
  'security.notification_enable_delay': 0, // a question may be answered as soon as it is there
};

/** Firefox without a screen and with a fresh profile. Its own window can be looked at and clicked, too. */
export class Firefox extends DrivenBrowser {
  readonly #marionette: Marionette;
  readonly #process: ChildProcess;
  readonly #profile: string;

  protected constructor(marionette: Marionette, process: ChildProcess, profile: string) {
    super(marionette);
    this.#marionette = marionette;
    this.#process = process;
    this.#profile = profile;
  }

  static async launch(preferences: Record<string, string | number | boolean> = {}) {
    const profile = await mkdtemp(join(tmpdir(), 'waypost-firefox-'));
    const lines = Object.entries({ ...PREFERENCES, ...preferences }).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
    );
    await writeFile(join(profile, 'user.js'), lines.join('\n'));
    const child = spawn(
      firefox.look()!, // without it, these tests are skipped
      [
        '--headless',
        '--marionette',
        '--remote-allow-system-access',
        '--no-remote',
        '--profile',
        profile,
      ],
      { stdio: 'ignore' },
    );
    const port = await until(
      () => portIn(profile),
      () => 'a Firefox that could be driven',
    );
    return new this(await Marionette.connect(port), child, profile);
  }

  /** Runs the body of a function in the browser's own window, whatever page it shows. */
  async evaluateInWindow<Answer>(body: string, ...args: unknown[]): Promise<Answer> {
    return this.#inWindow(() => this.evaluate<Answer>(body, ...args));
  }

  /** Clicks on a part of the browser's own window, once it is there: the function's body answers with it, or with null. */
  async clickInWindow(body: string): Promise<void> {
    await this.#inWindow(async () => {
      const part = await until(
        () => this.evaluate<Found | null>(body),
        () => `what this looks for in the window: ${body}`,
      );
      await this.send('ElementClick', { id: idOf(part) });
    });
  }

  /** Clicks at a place of the browser's own window, counted in pixels from its corner. */
  async clickAt(x: number, y: number): Promise<void> {
    const actions = [
      { type: 'pointerMove', origin: 'viewport', x: Math.round(x), y: Math.round(y) },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    const mouse = {
      type: 'pointer',
      id: 'mouse',
      parameters: { pointerType: 'mouse' },
      actions,
    };
    await this.#inWindow(() => this.send('PerformActions', { actions: [mouse] }));
  }

  /** Of an extension in a folder, until the browser ends. */
  async install(folder: string): Promise<void> {
    await this.#marionette.sendAs('Addon:Install', { path: folder, temporary: true });
  }

  async uninstall(id: string): Promise<void> {
    await this.#marionette.sendAs('Addon:Uninstall', { id });
  }

  async close(): Promise<void> {
    const gone = once(this.#process, 'exit');
    await this.#marionette.sendAs('Marionette:Quit', { flags: ['eForceQuit'] });
    await gone;
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 50, retryDelay: 100 });
  }

  async #inWindow<Answer>(act: () => Promise<Answer>): Promise<Answer> {
    await this.#marionette.sendAs('Marionette:SetContext', { value: 'chrome' });
    try {
      return await act();
    } finally {
      await this.#marionette.sendAs('Marionette:SetContext', { value: 'content' });
    }
  }
}

/** Firefox writes it down when it listens. */
async function portIn(profile: string): Promise<number | null> {
  const written = await readFile(join(profile, 'MarionetteActivePort'), 'utf8').catch(() => '');
  return Number(written) || null;
}
