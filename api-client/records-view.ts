import type { Change } from './contract/change.ts';
import type { InteractionRecords } from './contract/interaction-records.ts';
import { notSeen } from './interaction.ts';
import type { Session, Sync } from './sync.ts';
import { View } from './view.ts';

/** What the tabs of one interaction show. Asked for anew with every change of it, and never kept. */
export class RecordsView extends View<InteractionRecords> {
  readonly scope;
  readonly #id: string;
  #records: InteractionRecords | undefined;

  constructor(sync: Sync, id: string) {
    super(sync);
    this.#id = id;
    this.scope = `interaction:${id}` as const;
  }

  protected data(): InteractionRecords | undefined {
    return this.#records;
  }

  protected async showCached(): Promise<void> {
    // Nothing is kept.
  }

  protected async load(_session: Session, signal: AbortSignal): Promise<void> {
    const params = { id: this.#id };
    const records = await this.sync.call('readInteractionRecords', { params, signal });
    if (!signal.aborted) this.#records = records;
  }

  protected take(change: Change): void {
    if (!('interactionId' in change) || change.interactionId !== this.#id) return;
    if (change.kind === 'gone') this.fail(notSeen());
    else if (change.kind === 'interaction') void this.reload();
  }

  protected clear(): void {
    this.#records = undefined;
  }
}
