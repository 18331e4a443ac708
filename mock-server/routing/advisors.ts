import type { Conversation } from './conversation.ts';
import type { AdvisorNews, DeskPlace } from './desk.ts';
import { recordEvent } from './record-event.ts';

/** What advisors do with an interaction, on the conversation in memory. */

/** The interaction waits for advisors from now on. Whoever still had it is done with it. */
export function enterDesk(conversation: Conversation, place: DeskPlace, now: Date): void {
  const { run, interaction } = conversation;
  if (run.desk?.advisorId) {
    const reason = 'The routing took the interaction further.';
    recordEvent(conversation, now, { kind: 'advisor-finished', reason });
  }
  run.desk = { ...place, enteredAt: now.toISOString(), advisorId: null, acceptedAt: null };
  run.fate = null;
  interaction.status = 'waiting';
  interaction.currentRouting = place.userId === null ? 'smart' : 'direct';
  // in a group that it is in already it stays where it is seen
  const stays = interaction.queueId !== null && place.queueIds.includes(interaction.queueId);
  if (!stays) interaction.queueId = place.queueIds[0] ?? interaction.queueId;
  recordEvent(conversation, now, { kind: 'queued' });
}

/** Nobody waits there any more; an advisor who has taken the interaction keeps it. */
export function leaveDesk({ run, interaction }: Conversation): void {
  if (!run.desk || run.desk.advisorId !== null) return;
  run.desk = null;
  interaction.currentRouting = 'smart'; // nobody took it: it is the routing's alone again
  if (interaction.status === 'waiting') interaction.status = 'in-progress';
}

/** An advisor takes the interaction, turns it away or is done with it, whatever the run is at. */
export function noteAdvisor(conversation: Conversation, news: AdvisorNews, now: Date): void {
  const { run } = conversation;
  switch (news.event) {
    case 'accepted':
      return join(conversation, news, now);
    case 'finished':
      run.desk = null;
      run.fate = { status: 'processed', reason: null };
      recordEvent(conversation, now, { kind: 'advisor-finished', reason: news.name });
      break;
    case 'dissuaded':
      run.fate = { status: 'dissuaded', reason: `${news.name} turned the interaction away.` };
      break;
    case 'refused':
      break;
    case 'out-of-reach':
      return;
  }
  run.parted = { userId: news.userId, event: news.event };
}

function join(
  conversation: Conversation,
  { userId, name, queueId }: AdvisorNews & { event: 'accepted' },
  now: Date,
): void {
  const { run, interaction, written } = conversation;
  const at = now.toISOString();
  run.desk = { ...run.desk!, advisorId: userId, acceptedAt: at }; // the caller saw the desk
  interaction.advisorId = userId;
  interaction.queueId = queueId ?? interaction.queueId;
  interaction.status = 'in-progress';
  written.participants.push({ userId, joinedAt: at });
  recordEvent(conversation, now, { kind: 'advisor-joined', reason: name });
}
