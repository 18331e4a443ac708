import type { LinkedInteraction } from '../../api-client/contract/interaction-records.ts';
import type { InteractionEvent, Message } from '../../api-client/contract/interaction.ts';
import { dayKey } from './time.ts';

/** One line of a conversation as it happened. `steps` are actions of the routing with nothing between them. */
export type Moment =
  | { kind: 'message'; at: string; key: string; message: Message; index: number }
  | { kind: 'event'; at: string; key: string; event: InteractionEvent }
  | { kind: 'sent'; at: string; key: string; sent: LinkedInteraction }
  | { kind: 'steps'; at: string; key: string; steps: InteractionEvent[] };

/** A day and what happened on it, in order. */
export interface Day {
  day: string;
  at: string;
  moments: Moment[];
}

/** What was written, what happened and what was sent, in the order of time and by days. */
export function timeline(
  messages: readonly Message[],
  events: readonly InteractionEvent[],
  sent: readonly LinkedInteraction[],
  zone: string,
): Day[] {
  const days: Day[] = [];
  for (const moment of inOrder(messages, events, sent)) {
    const key = dayKey(moment.at, zone);
    let day = days.at(-1);
    if (day?.day !== key) days.push((day = { day: key, at: moment.at, moments: [] }));
    const before = day.moments.at(-1);
    if (moment.kind === 'steps' && before?.kind === 'steps') before.steps.push(...moment.steps);
    else day.moments.push(moment);
  }
  return days;
}

/** At the same instant, what the routing did stands before what came of it. */
function inOrder(
  messages: readonly Message[],
  events: readonly InteractionEvent[],
  sent: readonly LinkedInteraction[],
): Moment[] {
  const moments: Moment[] = [
    ...events.filter(({ kind }) => kind !== 'message').map(momentOf),
    ...sent.map((one): Moment => ({ kind: 'sent', at: one.startedAt, key: one.id, sent: one })),
    ...messages.map((message, index): Moment => ({
      kind: 'message',
      at: message.sentAt,
      key: message.id,
      message,
      index,
    })),
  ];
  return moments
    .map((moment) => ({ moment, time: Date.parse(moment.at) }))
    .sort((one, other) => one.time - other.time)
    .map(({ moment }) => moment);
}

function momentOf(event: InteractionEvent): Moment {
  const key = `event-${event.sequence}`;
  return event.kind === 'action'
    ? { kind: 'steps', at: event.at, key, steps: [event] }
    : { kind: 'event', at: event.at, key, event };
}
