import type { InteractionEvent, Message } from '../../api-client/contract/interaction.ts';
import { OptionError } from '../options.ts';
import type { Db } from '../storage/database.ts';
import { listEvents } from '../storage/interactions.ts';
import { listMessages } from '../storage/messages.ts';

const ALL = { after: 0, limit: 100_000 };

/**
 * A run of the past, step by step: its events and messages in the order in which they happened. For whoever keeps
 * the database: nobody asks who they are, and the customer's own words are left out.
 */
export async function toldRun(db: Db, organisationId: string, id: string): Promise<string[]> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) {
    throw new OptionError(`“${id}” is no interaction’s id.`);
  }
  const events = await listEvents(db, organisationId, id, ALL);
  if (events.length === 0) throw new OptionError(`There is no interaction ${id} here.`);
  const messages = await listMessages(db, organisationId, id, ALL);
  const lines = [
    ...events.map((event) => ({ at: event.at, line: eventLine(event) })),
    ...messages.map((message) => ({ at: message.sentAt, line: messageLine(message) })),
  ];
  return lines
    .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
    .map(({ at, line }) => `${at}  ${line}`);
}

function eventLine({ kind, actionName, branch, durationMs, reason }: InteractionEvent): string {
  const why = reason ? ` (${reason})` : '';
  if (kind !== 'action') return `${kind}${why}`;
  const took = durationMs ? ` after ${durationMs / 1000} s` : '';
  return `${actionName} → ${branch ?? '–'}${took}${why}`;
}

function messageLine({ author, text }: Message): string {
  return author === 'customer'
    ? `  customer: ${text.length} characters`
    : `  ${author}: ${text}`;
}
