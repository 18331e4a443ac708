import type { EffectKind, EffectRequest } from './effects.ts';
import type { EntityChoice, EntityKind, FoundEntity } from './entities.ts';
import type { Records } from './records.ts';

/** What the customer wrote, as an action sees it. */
export interface Answer {
  text: string;
  /** The id of the choice that was taken, when a button was. */
  choiceId: string | null;
  /** The media type behind an https address in the text, where the wait asked for it. */
  contentType: string | null;
}

/** The organisation's facts that dates, numbers and phones depend on. */
export interface Locale {
  /** IANA name, as `Europe/Paris`. */
  timeZone: string;
  /** ISO 3166 code, as `FR`: the default country of phone numbers. */
  region: string;
  /** The organisation's first language. */
  language: string;
}

/** All that an action may touch. Whatever it does here is committed together with the next step of the run. */
export interface ActionContext {
  readonly locale: Locale;
  readonly now: Date;
  /** Names this run of the action (interaction, action, passage): the same when a crash makes it run again. */
  readonly key: string;
  /** A number from 0 to 1, 1 excluded. */
  random(): number;
  readonly variables: {
    /** The value of `variable.field`, undefined when it is not set. */
    get(path: string): string | undefined;
    set(path: string, value: string): void;
    /** Takes the value away: the variable is unset. */
    clear(path: string): void;
    /** Takes away every field of a variable. */
    clearAll(variable: string): void;
  };
  /** Replaces `{{variable.field}}` in one pass; `overlay` comes before the stored values. */
  resolve(text: string, overlay?: ReadonlyMap<string, string>): string;
  /** Looks up what was picked or named by reference; undefined when there is none. */
  find<Kind extends EntityKind>(
    kind: Kind,
    choice: EntityChoice,
  ): Promise<FoundEntity<Kind> | undefined>;
  /** This interaction's passages through this action. */
  readonly passages: { add(): number; clear(): void };
  /** Hand-offs to other routings so far; `add` counts one more. */
  readonly distributions: { count: number; add(): void };
  /** Sends the customer a message. Gives its id, with which the ids of its choices begin. */
  send(text: string, choices?: readonly { key: string; label: string }[]): string;
  /** Attaches a checkpoint, or counts a hit when it is there already. */
  attach(checkpoint: FoundEntity<'checkpoint'>): Promise<void>;
  /** Notes that something was sent that was made from this template. */
  noteTemplate(templateId: string): void;
  /** Has something done outside once the step is committed, and does not wait for it. */
  later<Kind extends EffectKind>(kind: Kind, request: EffectRequest<Kind>): void;
  /** The organisation's own records, read and written in the transaction of this step. */
  readonly records: Records;
  /** The flow and kind of the routing that runs. */
  readonly routing: { id: string; flow: 'messaging' | 'email' | 'voice' };
}
