import type { EffectKind, EffectRequest, EffectResult } from '../routing/effects.ts';
import type { Db } from '../storage/database.ts';

/** What a performer needs to know beside what is asked. */
export interface Occasion {
  organisationId: string;
  interactionId: string;
  /** The same at every try of this effect: whoever is called can tell a repetition by it. */
  key: string;
  /** Counted from 1: one more than have failed. What was cut short, by a crash or a stop, is not counted. */
  attempt: number;
  db: Db;
  now(): Date;
  /** Aborted when the server stops. */
  signal: AbortSignal;
}

/** Does one kind of effect. A refusal by the other side is a result; only `TryAgain` is thrown on purpose. */
export interface Performer<Kind extends EffectKind = EffectKind> {
  kind: Kind;
  perform(request: EffectRequest<Kind>, occasion: Occasion): Promise<EffectResult<Kind>>;
  /** Written together with the end of the effect, where the result is kept elsewhere than on the interaction. */
  record?(
    tx: Db,
    effect: EffectRequest<Kind>,
    result: EffectResult<Kind>,
    of: Pick<Occasion, 'organisationId' | 'interactionId'>,
  ): Promise<void>;
  /** The result when every try failed. */
  givenUp(reason: string): EffectResult<Kind>;
}

/** The other side could not be reached or was busy: the same effect is tried again later, some times. */
export class TryAgain extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TryAgain';
  }
}
