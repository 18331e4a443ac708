import type { InteractionFlow } from '../../api-client/contract/flow.ts';
import type {
  InteractionEvent,
  InteractionStatus,
  RunState,
} from '../../api-client/contract/interaction.ts';
import type { Locale } from './action-context.ts';
import type { Desk } from './desk.ts';
import type { QueuedEffect } from './effects.ts';
import { isoText } from './iso-text.ts';

type WaitsFor = NonNullable<RunState['waitsFor']>;
export type RunOutcome = NonNullable<RunState['outcome']>;

/** Where a run stands, as it is kept between steps. Plain JSON. Instants are ISO texts. */
export interface Run {
  phase: 'start' | 'end';
  state: 'running' | 'waiting' | 'ended';
  outcome: RunOutcome | null;
  routingId: string;
  version: number;
  actionId: string;
  actionName: string;
  /** When the run came to the present action. */
  enteredAt: string;
  /** How many actions the interaction has entered: tells one passage through an action from another. */
  entered: number;
  /** How many effects were set off: each has a key of its own. */
  effects: number;
  wait: {
    for: WaitsFor;
    /** Null where the wait has no end of its own. */
    dueAt: string | null;
    memory: unknown;
    expects: 'image' | null;
    /** The effect or the payment that ends the wait. */
    about: string | null;
  } | null;
  /** The interaction's place among advisors, while it has one. */
  desk: Desk | null;
  /** The last advisor who let go of the interaction, and how: a repeated call is known by it. */
  parted: { userId: string; event: 'refused' | 'dissuaded' | 'finished' } | null;
  /** How the interaction ended among advisors, which its status tells. */
  fate: { status: InteractionStatus; reason: string | null } | null;
  /** The run is over, but the advisor who has the interaction is not done. */
  closing: { outcome: RunOutcome; reason: string | null } | null;
  /** Values by `variable.field`. */
  variables: Record<string, string>;
  /** Passages by routing and action. */
  passages: Record<string, number>;
  distributions: number;
  customerLeft: boolean;
  /** The channel whose gateway takes messages to the customer; null where they read them here. */
  deliveredBy: string | null;
  messages: number;
  events: number;
  checkpoints: number;
  lastAttachedAt: string | null;
}

export interface WrittenMessage {
  id: string;
  sequence: number;
  author: 'customer' | 'routing' | 'advisor';
  text: string;
  choices: { id: string; label: string }[];
  choiceId: string | null;
  key: string | null;
  sentAt: string;
}

/** One attached checkpoint, the snapshot of `spec` "Attaching"; `hits` are those of this step. */
export interface WrittenCheckpoint {
  checkpointId: string;
  sequence: number;
  name: string;
  reference: string;
  alias: string | null;
  attachedAt: string;
  routingId: string;
  routingVersion: number;
  actionId: string;
  actionName: string;
  hits: number;
}

/** Who the interaction is with: the entry in the directory, and what the channel told. Never changes. */
export interface Customer {
  contactId: string | null;
  name: string | null;
  /** E.164. */
  phone: string | null;
  email: string | null;
}

/** The columns of an interaction that a run may change. */
export interface InteractionState {
  status: InteractionStatus;
  statusReason: string | null;
  routingId: string;
  /** Null where it is not known. */
  routingVersion: number | null;
  queueId: string | null;
  advisorId: string | null;
  currentRouting: 'smart' | 'direct';
  tags: string[];
  /** Templates of the e-mails and SMS that it sent, each once. */
  templateIds: string[];
  endedAt: string | null;
}

/** An effect that the step's commit sets off. */
export type WrittenEffect = QueuedEffect & {
  id: string;
  /** The idempotency key of whoever is called. */
  key: string;
  /** Whether the run waits for the result. */
  awaited: boolean;
  /** Effects of the same lane are done one after the other, in this order. */
  lane: string | null;
  /** When it was decided: it is due at once. */
  dueAt: string;
};

/**
 * An interaction with its run, in memory for a step. The interpreter changes `run` and `interaction` and
 * adds to `written`; storage commits all of it in one transaction, or none.
 */
export interface Conversation {
  organisationId: string;
  locale: Locale;
  id: string;
  flow: InteractionFlow;
  customer: Customer;
  /** Grows by one with every committed step: what was made for an earlier one is stale. */
  step: number;
  interaction: InteractionState;
  run: Run;
  /** Checkpoints that were attached before this step; undefined until asked for. */
  attachedBefore: ReadonlySet<string> | undefined;
  written: {
    messages: WrittenMessage[];
    events: InteractionEvent[];
    checkpoints: Map<string, WrittenCheckpoint>;
    effects: WrittenEffect[];
    /** Advisors who took part from this step on. */
    participants: { userId: string; joinedAt: string }[];
    /** The desk as the database has it, as JSON: what differs is written. */
    deskBefore: string;
    /** Whom it rang at when the step began. */
    rangAt: string | null;
    /** By what others saw the interaction when the step began; null while nobody has seen it. */
    seenBy: Pick<InteractionState, 'queueId' | 'currentRouting'> | null;
  };
}

export function newRun(routingId: string, version: number, at: Date): Run {
  return {
    phase: 'start',
    state: 'running',
    outcome: null,
    routingId,
    version,
    actionId: '',
    actionName: '',
    enteredAt: isoText(at),
    entered: 0,
    effects: 0,
    wait: null,
    desk: null,
    parted: null,
    fate: null,
    closing: null,
    variables: {},
    passages: {},
    distributions: 0,
    customerLeft: false,
    deliveredBy: null,
    messages: 0,
    events: 0,
    checkpoints: 0,
    lastAttachedAt: null,
  };
}

/** What a step begins with. `desk` is the place among advisors that the database has. */
export function nothingWritten(desk: Desk | null = null): Conversation['written'] {
  return {
    messages: [],
    events: [],
    checkpoints: new Map(),
    effects: [],
    participants: [],
    deskBefore: desk ? JSON.stringify(desk) : 'null',
    rangAt: null,
    seenBy: null,
  };
}

/** Adds a message to the conversation. Where a gateway takes it to the customer, that is an effect of the same step. */
export function addMessage(
  conversation: Conversation,
  message: Omit<WrittenMessage, 'sequence'>,
): WrittenMessage {
  const { run, written } = conversation;
  const added = { ...message, sequence: ++run.messages };
  written.messages.push(added);
  if (run.deliveredBy !== null && message.author !== 'customer') {
    written.effects.push({
      kind: 'channel-message',
      request: { channelId: run.deliveredBy, messageId: message.id },
      id: message.id,
      key: message.id,
      awaited: false,
      lane: `channel:${conversation.id}`,
      dueAt: message.sentAt,
    });
  }
  return added;
}
