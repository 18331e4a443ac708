import type { Clock } from '../clock.ts';
import type { EffectKind, EffectRequest, EffectResult } from '../routing/effects.ts';
import type { Db } from '../storage/database.ts';
import { TryAgain, type Occasion, type Performer } from './performer.ts';

/** Whose call it is; `key` is what whoever is called tells a repetition by. */
export type CallFor = Pick<Occasion, 'organisationId' | 'interactionId' | 'key'>;

/** Does something outside at once, for a user who waits for it. What cannot be done is a result too. */
export type CallNow = <Kind extends EffectKind>(
  kind: Kind,
  request: EffectRequest<Kind>,
  of: CallFor,
) => Promise<EffectResult<Kind>>;

/** So many tries count as made: nobody tries again for a user who is told of the first. */
const LAST_TRY = 1_000_000;

/** By those who do what routings ask for; called outside of any transaction, since others may take long to answer. */
export function createCallNow(
  db: Db,
  clock: Clock,
  performers: readonly Performer[],
  stopping: AbortSignal = new AbortController().signal,
): CallNow {
  return async (kind, request, of) => {
    const performer = performers.find((one) => one.kind === kind) as
      Performer<typeof kind> | undefined; // found by its kind
    if (!performer) throw new NoCalls();
    try {
      return await performer.perform(request, {
        ...of,
        attempt: LAST_TRY,
        db,
        now: () => clock.now(),
        signal: stopping,
      });
    } catch (error) {
      if (error instanceof TryAgain) return performer.givenUp(error.message);
      throw error;
    }
  };
}

/** This server makes no calls of the kind. */
export class NoCalls extends Error {
  constructor() {
    super('This server makes no such calls to other servers.');
    this.name = 'NoCalls';
  }
}
