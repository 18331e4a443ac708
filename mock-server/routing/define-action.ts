import type { z } from 'zod';
import type { ActionGroup } from '../../api-client/contract/action-type.ts';
import type { RoutingFlow } from '../../api-client/contract/flow.ts';
import type { ActionContext, Answer } from './action-context.ts';
import type { ServedChannel } from './choice-limits.ts';
import type { AdvisorNews, DeskPlace } from './desk.ts';
import type { EffectKind, EffectRequest, QueuedEffect } from './effects.ts';
import type { PaymentOutcome } from './payments.ts';

/** What a run can wait for: the customer, a moment, an effect's result, an advisor, or a payment's outcome. */
export type WaitFor = 'customer' | 'time' | 'effect' | 'advisor' | 'payment';

/** The run stays at the action until what it waits for comes, or until the time is over. */
export interface Wait {
  kind: 'wait';
  for: WaitFor;
  /** Null where the wait has no end of its own: an effect always has a result in the end. */
  seconds: number | null;
  /** What the action needs to know when it goes on. Kept with the run, as JSON. */
  memory: unknown;
  /** What kind of answer is waited for, where the channel must look at it first. */
  expects: 'image' | null;
  /** Done outside once the step is committed; its result ends the wait. */
  effect?: QueuedEffect;
  /** Where advisors find the interaction while it waits. Absent: it stays where it is. */
  desk?: DeskPlace;
  /** The payment whose outcome ends the wait. */
  paymentId?: string;
}

/** What happened is not what the action waits for: the wait goes on, its end unchanged. */
export interface KeepWaiting {
  kind: 'keep-waiting';
}

/** The interaction goes on at another routing's start and never comes back. */
export interface HandOff {
  kind: 'hand-off';
  routingId: string;
  version: number;
}

/** A branch, with the reason that its event gives. */
export interface Leave<Branch extends string> {
  kind: 'leave';
  branch: Branch;
  reason: string;
  /** How the interaction has ended among advisors, where this is its end there. */
  fate?: 'dissuaded';
}

export type Outcome<Branch extends string> =
  Branch | Leave<Branch> | Wait | KeepWaiting | HandOff;

/** What ended a wait, or might have. An effect's result is of the kind that the action asked for. */
export type Happening =
  | { kind: 'answer'; answer: Answer }
  | { kind: 'time-over' }
  | { kind: 'effect'; result: unknown }
  | { kind: 'advisor'; news: AdvisorNews }
  | { kind: 'payment'; outcome: PaymentOutcome };

export const keepWaiting: KeepWaiting = { kind: 'keep-waiting' };

/** Waits for the customer, at most so many seconds. */
export function awaitCustomer(
  seconds: number,
  memory: unknown,
  expects: Wait['expects'] = null,
): Wait {
  return { kind: 'wait', for: 'customer', seconds, memory, expects };
}

/** Waits so many seconds, whatever the customer writes. */
export function awaitTime(seconds: number): Wait {
  return { kind: 'wait', for: 'time', seconds, memory: null, expects: null };
}

/** Has something done outside and waits for what comes of it: a happening `effect` with its result. */
export function awaitEffect<Kind extends EffectKind>(
  kind: Kind,
  request: EffectRequest<Kind>,
  memory: unknown = null,
): Wait {
  const effect = { kind, request } as QueuedEffect; // the request is of its kind
  return { kind: 'wait', for: 'effect', seconds: null, memory, expects: null, effect };
}

/**
 * Waits for news of advisors, at most so many seconds. `desk` says who may take the interaction; without one it stays
 * with whoever has it.
 */
export function awaitAdvisor(
  desk: DeskPlace | undefined,
  seconds: number | null,
  memory: unknown = null,
): Wait {
  return {
    kind: 'wait',
    for: 'advisor',
    seconds,
    memory,
    expects: null,
    ...(desk && { desk }),
  };
}

/** Waits for the outcome of a payment, at most so many seconds. */
export function awaitPayment(paymentId: string, seconds: number, memory: unknown = null): Wait {
  return { kind: 'wait', for: 'payment', seconds, memory, expects: null, paymentId };
}

/** Leaves by a branch and says why. */
export function leave<Branch extends string>(branch: Branch, reason: string): Leave<Branch> {
  return { kind: 'leave', branch, reason };
}

/** Leaves by a branch: advisors had the interaction before them, and it was turned away. */
export function turnAway<Branch extends string>(branch: Branch, reason: string): Leave<Branch> {
  return { kind: 'leave', branch, reason, fate: 'dissuaded' };
}

/** One of the forty actions: its facts, then what it does. */
export interface ActionDefinition<
  Parameters extends z.ZodType = z.ZodType,
  Branch extends string = string,
> {
  type: string;
  title: string;
  group: z.infer<typeof ActionGroup>;
  flows: readonly RoutingFlow[];
  summary: string;
  parameters: Parameters;
  /** Branch keys in the order a form shows them, with the label of each. */
  branches: Readonly<Record<Branch, string>>;
  /** Taken when the branch that the action leaves by is not wired. */
  general?: NoInfer<Branch>;
  /** Branches with a general one of their own, which comes before the action's; null: nothing stands in for it. */
  generals?: Readonly<Partial<Record<NoInfer<Branch>, NoInfer<Branch> | null>>>;
  /** Branches that validation does not miss when they are not wired. */
  optional?: readonly NoInfer<Branch>[];
  /**
   * True when a loop that leaves here by this branch comes to rest or to an end: it was waited before, or the branch
   * is taken only so many times. Validation looks for loops without one.
   */
  endsLoops?: (parameters: z.output<Parameters>, branch: NoInfer<Branch>) => boolean;
  /**
   * What is doubtful though valid, by its path in the parameters. Validation shows it as warnings. `channels` are those
   * whose conversations come to the routing.
   */
  check?: (
    parameters: z.output<Parameters>,
    channels: readonly ServedChannel[],
  ) => readonly { path: string; message: string }[];
  /** Keys of the branches that these parameters use; all of them unless said. */
  branchesUsed?: (parameters: z.output<Parameters>) => readonly NoInfer<Branch>[];
  run(
    parameters: z.output<Parameters>,
    context: ActionContext,
  ): Outcome<NoInfer<Branch>> | Promise<Outcome<NoInfer<Branch>>>;
  /** Goes on after a wait. An action that never waits has none. */
  resume?(
    parameters: z.output<Parameters>,
    context: ActionContext,
    happening: Happening,
    memory: unknown,
  ): Outcome<NoInfer<Branch>> | Promise<Outcome<NoInfer<Branch>>>;
}

/** The branches that may be taken in the place of one that is not wired, the nearest first. */
export function standInsFor(
  { general, generals = {} }: Pick<ActionDefinition, 'general' | 'generals'>,
  branch: string,
): string[] {
  const next = branch in generals ? generals[branch] : general;
  if (next === undefined || next === null || next === branch) return [];
  return [next, ...standInsFor({ ...(general && { general }), generals }, next)];
}

/** Declares an action. Leaving by a branch that is not declared does not compile. */
export function defineAction<Parameters extends z.ZodType, const Branch extends string>(
  definition: ActionDefinition<Parameters, Branch>,
): ActionDefinition<Parameters, Branch> {
  return definition;
}

type Link = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;
export type LinkBranch = `link-${Link}`;

/** The ten numbered branches of load sharing, choices and thresholds. */
export const linkBranches = Object.fromEntries(
  Array.from({ length: 10 }, (_, index) => [`link-${index + 1}`, `Link ${index + 1}`]),
) as Record<LinkBranch, string>; // Object.fromEntries forgets the keys' type

/** The key of a link's branch, by its number from 1 to 10. */
export function linkBranch(number: number): LinkBranch {
  return `link-${number as Link}`; // callers parsed the number as 1 to 10
}
