import type { InteractionFlow } from '../../api-client/contract/flow.ts';
import type {
  InteractionEvent,
  InteractionStatus,
  RunState,
} from '../../api-client/contract/interaction.ts';
import type { Locale } from './action-context.ts';

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
  wait: {
    for: WaitsFor;
    dueAt: string;
    memory: unknown;
    expects: 'image' | null;
  } | null;
  /** Values by `variable.field`. */
  variables: Record<string, string>;
  /** Passages by routing and action. */
  passages: Record<string, number>;
  distributions: number;
  customerLeft: boolean;
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

/** The columns of an interaction that a run may change. */
export interface InteractionState {
  status: InteractionStatus;
  statusReason: string | null;
  routingId: string;
  tags: string[];
  endedAt: string | null;
}

/**
 * An interaction with its run, in memory for a step. The interpreter changes `run` and `interaction` and
 * adds to `written`; storage commits all of it in one transaction, or none.
 */
export interface Conversation {
  organisationId: string;
  locale: Locale;
  id: string;
  flow: InteractionFlow;
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
    enteredAt: at.toISOString(),
    wait: null,
    variables: {},
    passages: {},
    distributions: 0,
    customerLeft: false,
    messages: 0,
    events: 0,
    checkpoints: 0,
    lastAttachedAt: null,
  };
}

export function nothingWritten(): Conversation['written'] {
  return { messages: [], events: [], checkpoints: new Map() };
}

/** Adds a message to the conversation. */
export function addMessage(
  conversation: Conversation,
  message: Omit<WrittenMessage, 'sequence'>,
): WrittenMessage {
  const written = { ...message, sequence: ++conversation.run.messages };
  conversation.written.messages.push(written);
  return written;
}
