import { msg, str } from '@lit/localize';
import type { InteractionDetails, RunState } from '../../api-client/contract/interaction.ts';
import type { Instant } from '../../api-client/contract/primitives.ts';
import { momentWithin } from './time.ts';

const outcomes: Record<NonNullable<RunState['outcome']>, () => string> = {
  completed: () => msg('Came to its end'),
  abandoned: () => msg('The customer left'),
  loop_guard: () => msg('Stopped: it went in circles'),
  branch_unwired: () => msg('Stopped: a branch leads nowhere'),
  fault: () => msg('Stopped by a fault'),
};

/** What an interaction's run does now, or how it ended: a heading, and words for it. */
export function runWords(
  run: RunState,
  interaction: InteractionDetails,
  zone: string,
  now: number,
): [string, string] {
  if (run.state === 'ended') return [msg('Ended'), outcomes[run.outcome ?? 'completed']()];
  if (run.waitsFor === 'time' && run.dueAt)
    return [msg('Waits until'), momentWithin(run.dueAt, zone, now)];
  const awaited = awaitedWords(run, interaction, (at) => momentWithin(at, zone, now));
  return awaited ? [msg('Waits for'), awaited] : [msg('Runs'), run.actionName];
}

type Moment = (at: Instant) => string;

function awaitedWords(
  { waitsFor, dueAt, queuedAt, actionName }: RunState,
  interaction: InteractionDetails,
  moment: Moment,
): string | undefined {
  switch (waitsFor) {
    case 'customer':
      return msg(str`the customer, at “${actionName}”`);
    case 'advisor':
      return queuedAt
        ? queueWords(interaction, moment(queuedAt))
        : advisorWords(interaction, moment);
    case 'effect':
      return msg(str`an answer from elsewhere, at “${actionName}”`);
    case 'payment':
      return dueAt ? msg(str`the payment, until ${moment(dueAt)}`) : undefined;
    default:
      return undefined;
  }
}

const queueWords = ({ queue }: InteractionDetails, since: string): string =>
  queue
    ? msg(str`an advisor, in the queue ${queue.name} since ${since}`)
    : msg(str`an advisor, since ${since}`);

/** Who has the interaction, and since when. */
function advisorWords(
  { advisor, participants }: InteractionDetails,
  moment: Moment,
): string | undefined {
  const joined = participants.findLast(({ id }) => id === advisor?.id);
  return joined && msg(str`${joined.name}, who has it since ${moment(joined.joinedAt)}`);
}
