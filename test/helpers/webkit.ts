import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { lookInPath } from '../../tools/find-browser.ts';
import { webKit } from '../../tools/find-other-browsers.ts';
import { freePort } from './server-process.ts';
import { commands, DrivenBrowser, until, type Command, type Wire } from './web-driver.ts';

/** WebKitGTK's own small browser, by its driver, on a screen that nobody sees. Each one is fresh. */
export class WebKit extends DrivenBrowser {
  readonly #wire: HttpWire;
  readonly #processes: ChildProcess[];

  private constructor(wire: HttpWire, processes: ChildProcess[]) {
    super(wire);
    this.#wire = wire;
    this.#processes = processes;
  }

  static async launch(): Promise<WebKit> {
    // Without the programs, these tests are skipped.
    const screen = spawn(lookInPath(['Xvfb'])!, ['-displayfd', '1', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [display] = (await once(screen.stdout, 'data')) as [Buffer];
    const port = await freePort();
    const driver = spawn(webKit.look()!, [`--port=${port}`], {
      stdio: 'ignore',
      env: { ...process.env, DISPLAY: `:${display.toString().trim()}` },
    });
    const wire = await HttpWire.open(`http://127.0.0.1:${port}`);
    return new WebKit(wire, [driver, screen]);
  }

  async close(): Promise<void> {
    await this.#wire.close();
    for (const child of this.#processes) {
      const gone = once(child, 'exit');
      child.kill();
      await gone;
    }
  }
}

/** WebDriver over HTTP, as the W3C describes it. */
class HttpWire implements Wire {
  readonly #session: string;

  private constructor(session: string) {
    this.#session = session;
  }

  static async open(driver: string): Promise<HttpWire> {
    await until(
      () => fetch(`${driver}/status`).catch(() => null),
      () => 'a driver of WebKit that answered',
    );
    const options = { args: ['--automation'] };
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
    const { sessionId } = (await call('POST', `${driver}/session`, { capabilities })) as {
      sessionId: string;
    };
    return new HttpWire(`${driver}/session/${sessionId}`);
  }

  send(command: Command, parameters: Record<string, unknown>): Promise<unknown> {
    const [method, path] = commands[command];
    const filled = path.replace('{id}', String(parameters['id']));
    return call(method, this.#session + filled, parameters);
  }

  async close(): Promise<void> {
    await call('DELETE', this.#session);
  }
}

async function call(method: string, address: string, body?: object): Promise<unknown> {
  const hasBody = method === 'POST';
  const response = await fetch(address, {
    method,
    body: hasBody ? JSON.stringify(body) : null,
  });
  const { value } = (await response.json()) as { value: { error?: string; message?: string } };
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}
