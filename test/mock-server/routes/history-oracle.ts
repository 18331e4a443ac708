import { fold } from '../../../api-client/contract/fold.ts';
import { InteractionFlow } from '../../../api-client/contract/flow.ts';
import type { HistoryFilter, HistorySort } from '../../../api-client/contract/history.ts';
import type { HistoryColumn } from '../../../api-client/contract/history-columns.ts';
import { InteractionStatus } from '../../../api-client/contract/interaction.ts';
import { linksOf, type PlainInteraction } from '../../helpers/random-history.ts';

/* What a filter finds and how a sort orders it, written a second time over plain objects. */

/** The ids that the list should give, in its order. */
export function expectedIds(
  all: readonly PlainInteraction[],
  filter: HistoryFilter,
  sort: HistorySort = '-start',
): string[] {
  return all
    .filter((one) => isFound(one, filter))
    .sort((one, other) => compareBy(sort, one, other))
    .map(({ id }) => id);
}

function isFound(one: PlainInteraction, filter: HistoryFilter): boolean {
  const among = (
    chosen: readonly string[] | undefined,
    values: (string | null | undefined)[],
  ) => chosen === undefined || values.some((value) => value && chosen.includes(value));
  const { endedFrom, endedTo, from, to, startedBefore } = filter;
  const had = one.checkpoints.map(({ id }) => id);
  return (
    (!from || one.startedAt >= new Date(from)) &&
    (!to || one.startedAt < new Date(to)) &&
    (!startedBefore || one.startedAt < new Date(startedBefore)) &&
    (!endedFrom || (one.endedAt !== null && one.endedAt >= new Date(endedFrom))) &&
    (!endedTo || (one.endedAt !== null && one.endedAt < new Date(endedTo))) &&
    among(filter.id, [one.id]) &&
    among(filter.flow, [one.flow]) &&
    among(filter.status, [one.status]) &&
    among(filter.direction, [one.direction]) &&
    among(filter.originalRouting, [one.originalRouting]) &&
    among(filter.currentRouting, [one.currentRouting]) &&
    among(filter.advisor, [one.advisor?.id]) &&
    among(filter.participant, one.participantIds) &&
    among(filter.queue, [one.queue?.id ?? 'none']) &&
    among(filter.routing, [one.routing?.id ?? 'none']) &&
    among(filter.routingVersion, [
      one.routing && `${one.routing.id}.${one.routingVersion ?? 0}`,
    ]) &&
    among(filter.link, linksOf(one)) &&
    among(filter.voiceCampaign, [one.voiceCampaign]) &&
    among(filter.tag, one.tags) &&
    among(filter.template, one.templateIds) &&
    among(filter.checkpoint, had) &&
    !(filter.withoutCheckpoint && among(filter.withoutCheckpoint, had)) &&
    (filter.checkpointSequence ?? []).every((text) => hasSequence(one, text)) &&
    (filter.checkpointOrder ?? []).every((text) => cameBy(one, text)) &&
    !(filter.withoutCheckpointOrder ?? []).some((text) => cameBy(one, text)) &&
    (!filter.crmRecord || one.hasCard === (filter.crmRecord === 'linked')) &&
    (!filter.search || (one.contact.email ?? '').toLowerCase().includes(filter.search))
  );
}

function hasSequence({ checkpoints }: PlainInteraction, text: string): boolean {
  const [first, then, minutes] = text.split('.');
  const before = checkpoints.find(({ id }) => id === first);
  const after = checkpoints.find(({ id }) => id === then);
  if (!before || !after || after.sequence <= before.sequence) return false;
  return after.at.getTime() - before.at.getTime() <= Number(minutes) * 60_000;
}

/** The trail without all others is what is asked for. */
function cameBy({ checkpoints }: PlainInteraction, text: string): boolean {
  const wanted = text.split('.');
  const trail = checkpoints.map(({ id }) => id).filter((id) => wanted.includes(id));
  return trail.join('.') === text;
}

function compareBy(sort: HistorySort, one: PlainInteraction, other: PlainInteraction): number {
  const down = sort.startsWith('-');
  const column = sort.replace(/^-/, '') as HistoryColumn;
  const ids = one.id < other.id ? 1 : -1;
  if (column === 'start') return down ? ids : -ids;
  const [left, right] = [values[column](one), values[column](other)];
  if (left === right) return ids;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right !== down ? -1 : 1;
}

const values: Record<
  Exclude<HistoryColumn, 'start'>,
  (one: PlainInteraction) => string | number | null
> = {
  end: ({ endedAt }) => endedAt?.getTime() ?? null,
  flow: ({ flow }) => InteractionFlow.options.indexOf(flow),
  status: ({ status }) => InteractionStatus.options.indexOf(status),
  direction: ({ direction }) => ['incoming', 'outgoing'].indexOf(direction),
  'original-routing': ({ originalRouting }) => ['smart', 'direct'].indexOf(originalRouting),
  'current-routing': ({ currentRouting }) => ['smart', 'direct'].indexOf(currentRouting),
  advisor: ({ advisor }) => advisor && fold(advisor.name),
  queue: ({ queue }) => queue && fold(queue.name),
  contact: ({ contact: { name, phone, email } }) => {
    const shown = name ?? phone ?? email;
    return shown === null ? null : fold(shown);
  },
  'voice-campaign': ({ voiceCampaign }) => voiceCampaign && fold(voiceCampaign),
  checkpoints: ({ checkpoints }) => checkpoints.length || null,
};
