import { msg, str } from '@lit/localize';
import type { RunState } from '../../api-client/contract/interaction.ts';
import { shortMoment } from './time.ts';

const outcomes: Record<NonNullable<RunState['outcome']>, () => string> = {
  completed: () => msg('Came to its end'),
  abandoned: () => msg('The customer left'),
  loop_guard: () => msg('Stopped: it went in circles'),
  branch_unwired: () => msg('Stopped: a branch leads nowhere'),
  fault: () => msg('Stopped by a fault'),
};

/** What an interaction's run does now, or how it ended: a heading, and words for it. */
export function runWords(run: RunState, zone: string, now: number): [string, string] {
  if (run.state === 'ended') return [msg('Ended'), outcomes[run.outcome ?? 'completed']()];
  if (run.waitsFor === 'time' && run.dueAt)
    return [msg('Waits until'), shortMoment(run.dueAt, zone, now)];
  if (run.waitsFor === 'customer')
    return [msg('Waits for'), msg(str`the customer, at “${run.actionName}”`)];
  return [msg('Runs'), run.actionName];
}
