import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { FlowAnswer } from './flow-lane.ts';
import type { ProviderPorts } from './providers.ts';

export interface CrowdFlow {
  action: string;
  organisationId: string;
}

/** Flows to be taken up, or to be begun. */
export interface CrowdCommand {
  flows: CrowdFlow[];
  /** The first command of a process. */
  goesOn: boolean;
}

export type CrowdEnd = Omit<FlowAnswer, 'points'>;
export type CrowdNews = { organisationId: string } & (CrowdEnd | { error: string });

export interface CrowdOptions {
  databaseUrl: string;
  ports: ProviderPorts;
  cacheFolder: string;
  /** Actions whose flows are gone through, in this order. */
  actions: readonly string[];
  kills: number;
  random: () => number;
  atOnce?: number;
  /** Told now and then how far it is. */
  told?: (line: string) => void;
}

/** How much faster than on the wall time runs for the flows, while a process works: what it takes to start one is not theirs. */
const SPEED = 20;
/** A process lives this long on average, in milliseconds. */
const LIFE_MS = 900;

/** Takes many flows through processes that are killed at any moment. Resolves when all have ended. */
export class FlowCrowd {
  readonly ends = new Map<string, CrowdEnd & { action: string }>();
  kills = 0;
  #options: CrowdOptions;
  /** For how long processes have worked, in milliseconds, and since when this one does. */
  #worked = 0;
  #worksSince = 0;
  #next = 0;
  #running = new Map<string, CrowdFlow>();
  #child: ChildProcess | undefined;
  #failed: Error | undefined;

  constructor(options: CrowdOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { kills, random, actions } = this.#options;
    while (this.ends.size < actions.length) {
      await this.#spawn();
      const mayDie = this.kills < kills;
      const dies = mayDie ? pause(LIFE_MS * 2 * random()) : new Promise<void>(() => {});
      await Promise.race([dies, this.#allEnded()]);
      const child = this.#child!; // it was spawned above
      const gone = once(child, 'exit');
      child.removeAllListeners('message');
      child.kill('SIGKILL');
      await gone;
      this.#worked += Date.now() - this.#worksSince;
      if (this.#failed) throw this.#failed;
      if (mayDie) this.kills++;
      if (this.kills % 50 === 0)
        this.#options.told?.(`${this.kills} kills, ${this.ends.size} flows ended`);
    }
  }

  async #spawn(): Promise<void> {
    const { databaseUrl, ports, cacheFolder } = this.#options;
    const env = {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PROVIDERS: JSON.stringify(ports),
      NODE_COMPILE_CACHE: cacheFolder,
      PASSED: String(this.#worked * SPEED),
      SPEED: String(SPEED),
    };
    const program = resolve(import.meta.dirname, 'crowd-process.ts');
    const child = fork(program, { env, execArgv: [] });
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('The program does not start.'))),
    ]);
    this.#child = child;
    child.on('message', (news: CrowdNews) => this.#hear(news));
    this.#worksSince = Date.now();
    this.#send([...this.#running.values(), ...this.#more()], true);
  }

  #send(flows: CrowdFlow[], goesOn = false): void {
    const command: CrowdCommand = { flows, goesOn };
    if (flows.length > 0 || goesOn) this.#child?.send(command, () => {}); // it may be dead already
  }

  /** Flows that may begin: spread over all the kills. */
  #more(): CrowdFlow[] {
    const { actions, kills, atOnce = 40 } = this.#options;
    const most = Math.ceil((actions.length * (this.kills + 2)) / Math.max(kills, 1));
    const begun: CrowdFlow[] = [];
    while (this.#next < Math.min(most, actions.length) && this.#running.size < atOnce) {
      const flow = { action: actions[this.#next++]!, organisationId: randomUUID() }; // below its length
      this.#running.set(flow.organisationId, flow);
      begun.push(flow);
    }
    return begun;
  }

  #hear({ organisationId, ...news }: CrowdNews): void {
    const flow = this.#running.get(organisationId);
    if (!flow) return;
    if ('error' in news) this.#failed = new Error(`“${flow.action}”: ${news.error}`);
    else this.ends.set(organisationId, { ...news, action: flow.action });
    this.#running.delete(organisationId);
    this.#send(this.#more());
  }

  async #allEnded(): Promise<void> {
    while (this.ends.size < this.#options.actions.length && !this.#failed) await pause(20);
  }
}
