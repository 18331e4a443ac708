import { fork, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { programFile } from './bundle-programs.ts';
import type { FaultPlace } from './fault-place.ts';

/** What a flow process is told: to take a flow from its beginning, or from where another one left it. */
export interface FlowCommand {
  action: string;
  organisationId: string;
  begins: boolean;
  /** The persistence point at which the process dies, counted from 1. */
  killAt?: number;
}

/** What became of a flow that ended. */
export interface FlowAnswer {
  /** The persistence points that this process passed. */
  points: string[];
  /** By which the action left that the flow is about. */
  branches: (string | null)[];
  /** The rows that came of it, as texts. */
  outcome: string[];
  /** What was done outside. */
  deeds: string[];
  faults: string[];
}

/** Processes that follow each other on one database: whoever begins takes over from whoever was killed. */
export class FlowLane {
  readonly #env: NodeJS.ProcessEnv;
  readonly #program: string;
  #child: ChildProcess | undefined;
  spawned = 0;

  constructor(
    databaseUrl: string,
    {
      ports,
      programFolder,
      cacheFolder,
    }: Pick<FaultPlace, 'ports' | 'programFolder' | 'cacheFolder'>,
  ) {
    this.#program = programFile(programFolder, 'flow-process');
    this.#env = {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PROVIDERS: JSON.stringify(ports),
      NODE_COMPILE_CACHE: cacheFolder,
    };
  }

  /** A flow from its beginning to its end, and nobody is killed. */
  run(action: string): Promise<FlowAnswer> {
    return this.#ask({ action, organisationId: randomUUID(), begins: true });
  }

  /** A flow whose process is killed at the n-th persistence point, and ended by another one. */
  async runKilled(action: string, killAt: number): Promise<FlowAnswer> {
    const organisationId = randomUUID();
    const killed = await this.#ask({ action, organisationId, begins: true, killAt }).then(
      () => false,
      (error: unknown) => {
        if (error instanceof ProcessDied) return true;
        throw error;
      },
    );
    if (!killed) throw new Error(`The flow “${action}” has no persistence point ${killAt}.`);
    return this.#ask({ action, organisationId, begins: false });
  }

  async close(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  async #ask(command: FlowCommand): Promise<FlowAnswer> {
    const child = (this.#child ??= await this.#spawn());
    const answer = new Promise<FlowAnswer>((resolve, reject) => {
      child.once('message', (told: FlowAnswer | { error: string }) =>
        'error' in told ? reject(new Error(told.error)) : resolve(told),
      );
      child.once('exit', (_, signal) => reject(new ProcessDied(String(signal))));
    });
    child.send(command);
    return answer.finally(() => {
      child.removeAllListeners('message');
      child.removeAllListeners('exit');
      if (child.exitCode !== null || child.signalCode !== null) this.#child = undefined;
    });
  }

  async #spawn(): Promise<ChildProcess> {
    this.spawned++;
    const child = fork(this.#program, { env: this.#env, execArgv: [], serialization: 'json' });
    await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => Promise.reject(new Error('The program does not start.'))),
    ]);
    child.removeAllListeners('exit');
    return child;
  }
}

class ProcessDied extends Error {}
