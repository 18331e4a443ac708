import type { Change } from './contract/change.ts';
import type { EndpointTypes } from './contract/endpoint-schemas.ts';
import type { Session, Sync } from './sync.ts';
import { View } from './view.ts';

export type ReportName = 'readCheckpointReport' | 'readFunnelReport' | 'readLoadSharingReport';
export type ReportData<Name extends ReportName> = EndpointTypes[Name]['answer'];
export type ReportQuestion<Name extends ReportName> = EndpointTypes[Name]['query'];

/** Between two counts, in milliseconds; and as many times as long as the last one took, so that a long one is seldom. */
const PATIENCE = 3_000;
const TIMES_AS_LONG = 10;

/** A report, counted anew when an interaction of its period changes, as long as the page is seen. */
export class ReportView<Name extends ReportName> extends View<ReportData<Name>> {
  readonly scope = 'history';
  readonly #name: Name;
  readonly #query: ReportQuestion<Name>;
  readonly #from: string;
  readonly #to: string;
  #report: ReportData<Name> | undefined;
  #patience = PATIENCE;
  #next: ReturnType<typeof setTimeout> | undefined;
  #isDue = false;

  constructor(sync: Sync, name: Name, query: ReportQuestion<Name>) {
    super(sync);
    this.#name = name;
    this.#query = query;
    // instants of rows are all written like these
    [this.#from, this.#to] = [query.from, query.to].map((at) => new Date(at).toISOString()) as [
      string,
      string,
    ];
  }

  protected data(): ReportData<Name> | undefined {
    return this.#report;
  }

  protected async showCached(): Promise<void> {}

  protected async load(_: Session, signal: AbortSignal): Promise<void> {
    this.#stop();
    const began = performance.now();
    const input = { query: this.#query, signal };
    const report = (await this.sync.call(this.#name, input as never)) as ReportData<Name>; // the name's own
    if (signal.aborted) return;
    this.#report = report;
    this.#patience = Math.max(PATIENCE, (performance.now() - began) * TIMES_AS_LONG);
    if (this.#isDue) this.#countSoon(); // told while it was counted
  }

  protected take(change: Change): void {
    if (this.#isDue || !this.#concerns(change)) return;
    this.#isDue = true;
    this.#countSoon();
  }

  #concerns(change: Change): boolean {
    if (change.kind === 'gone') return true;
    if (change.kind !== 'interaction') return false;
    const { startedAt } = change.interaction;
    return startedAt >= this.#from && startedAt < this.#to;
  }

  #countSoon(): void {
    clearTimeout(this.#next);
    this.#next = setTimeout(() => this.#countWhenSeen(), this.#patience);
  }

  #countWhenSeen(): void {
    if (globalThis.document?.visibilityState !== 'hidden') return void this.reload();
    const seen = () => void (this.#isDue && this.reload());
    document.addEventListener('visibilitychange', seen, { once: true, signal: this.visit });
  }

  #stop(): void {
    clearTimeout(this.#next);
    this.#isDue = false;
  }

  protected clear(): void {
    this.#stop();
    this.#report = undefined;
  }
}
