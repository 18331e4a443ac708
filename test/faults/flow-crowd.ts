import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { programFile } from './bundle-programs.ts';
import type { FaultPlace } from './fault-place.ts';
import type { FlowAnswer } from './flow-lane.ts';

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
/** How much time has passed for the flows, in milliseconds: told once in a round. */
export interface CrowdTime {
  passed: number;
}

export interface CrowdOptions {
  databaseUrl: string;
  place: Pick<FaultPlace, 'ports' | 'programFolder' | 'cacheFolder'>;
  /** Actions whose flows are gone through, in this order. */
  actions: readonly string[];
  kills: number;
  random: () => number;
  atOnce?: number;
  /** Told now and then how far it is. */
  told?: (line: string) => void;
}

/** What passes for the flows, in milliseconds, while a process lives, on average. */
const LIFE_MS = 18_000;
/** What may have passed since it was told last, with some to spare. */
const UNTOLD_MS = 3000;
/** A process is killed so many milliseconds at most after its time has come: at no particular point of a round. */
const SCATTER_MS = 50;

/** Takes many flows through processes that are killed at any moment. Resolves when all have ended. */
export class FlowCrowd {
  readonly ends = new Map<string, CrowdEnd & { action: string }>();
  kills = 0;
  #options: CrowdOptions;
  /** How much time has passed for the flows, in milliseconds. */
  #passed = 0;
  #timeHasCome: { at: number; tell: () => void } | undefined;
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
      await Promise.race([
        mayDie
          ? this.#lives(LIFE_MS * 2 * random(), SCATTER_MS * random())
          : new Promise<never>(() => {}),
        this.#allEnded(),
      ]);
      const child = this.#child!; // it was spawned above
      const gone = once(child, 'exit');
      child.removeAllListeners('message');
      child.kill('SIGKILL');
      await gone;
      this.#passed += UNTOLD_MS;
      if (this.#failed) throw this.#failed;
      if (mayDie) this.kills++;
      if (this.kills % 50 === 0)
        this.#options.told?.(`${this.kills} kills, ${this.ends.size} flows ended`);
    }
  }

  async #spawn(): Promise<void> {
    const { databaseUrl, place } = this.#options;
    const { ports, programFolder, cacheFolder } = place;
    const env = {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PROVIDERS: JSON.stringify(ports),
      NODE_COMPILE_CACHE: cacheFolder,
      PASSED: String(this.#passed),
    };
    const child = fork(programFile(programFolder, 'crowd-process'), { env, execArgv: [] });
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('The program does not start.'))),
    ]);
    this.#child = child;
    child.on('message', (news: CrowdNews | CrowdTime) => {
      if ('passed' in news) this.#pass(news.passed);
      else this.#hear(news);
    });
    this.#send([...this.#running.values(), ...this.#more()], true);
  }

  async #lives(passes: number, scatter: number): Promise<void> {
    await new Promise<void>((tell) => {
      this.#timeHasCome = { at: this.#passed + passes, tell };
    });
    await pause(scatter);
  }

  #pass(passed: number): void {
    this.#passed = passed;
    if (this.#timeHasCome && passed >= this.#timeHasCome.at) this.#timeHasCome.tell();
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
