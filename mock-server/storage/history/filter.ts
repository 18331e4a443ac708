import { sql, type RawBuilder } from 'kysely';
import { NONE, type HistoryFilter } from '../../../api-client/contract/history.ts';
import { firstIdAt } from '../ids.ts';
import { containing } from '../keyset.ts';

/** A phone number or a part of it, as its digits, or an address or a part of it, folded. */
export type ContactText = { digits: string } | { email: string };

type Chosen = Omit<
  HistoryFilter,
  'timeZone' | 'from' | 'to' | 'startedBefore' | 'endedFrom' | 'endedTo' | 'search' | 'contact'
>;

/** A filter whose instants and contacts have been read. Bounds are [from, to). */
export interface Filter extends Chosen {
  from?: Date | undefined;
  to?: Date | undefined;
  startedBefore?: Date | undefined;
  endedFrom?: Date | undefined;
  endedTo?: Date | undefined;
  search?: ContactText | undefined;
  contact?: ContactText | undefined;
}

/** What the interaction `i` must be so that the filter finds it: all of these. */
export function conditionsOf(filter: Filter): RawBuilder<boolean>[] {
  return [
    ...periodOf(filter),
    ...contactOf(filter),
    ...columnsOf(filter),
    ...checkpointsOf(filter),
  ];
}

type Part = RawBuilder<boolean> | undefined;

const those = (parts: Part[]) => parts.filter((part) => part !== undefined);

function periodOf(filter: Filter): RawBuilder<boolean>[] {
  const { from, to, startedBefore, endedFrom, endedTo } = filter;
  return those([
    from && sql`i.id >= ${firstIdAt(from)}::uuid`,
    to && sql`i.id < ${firstIdAt(to)}::uuid`,
    startedBefore && sql`i.id < ${firstIdAt(startedBefore)}::uuid`,
    endedFrom && sql`i.ended_at >= ${endedFrom}`,
    endedTo && sql`i.ended_at < ${endedTo}`,
  ]);
}

function contactOf({ search, contact }: Filter): RawBuilder<boolean>[] {
  return those([
    contact && 'digits' in contact ? sql`i.contact_digits = ${contact.digits}` : undefined,
    contact && 'email' in contact ? sql`i.contact_folded_email = ${contact.email}` : undefined,
    search && 'digits' in search
      ? hasPart('i.contact_digits', search.digits, isFoundByIndex(search))
      : undefined,
    search && 'email' in search
      ? hasPart('i.contact_folded_email', search.email, isFoundByIndex(search))
      : undefined,
  ]);
}

/** Two digits or letters no index finds. */
export function isFoundByIndex(text: ContactText): boolean {
  return ('digits' in text ? text.digits : text.email).length > 2;
}

/** An index that does not find it would answer with all of its entries, so it is not asked. */
function hasPart(column: string, part: string, isIndexed: boolean): RawBuilder<boolean> {
  const text = isIndexed ? sql.ref(column) : sql`(${sql.ref(column)} || '')`;
  return sql`${text} like ${containing(part)}`;
}

function columnsOf(filter: Filter): RawBuilder<boolean>[] {
  return those([
    among('i.id', filter.id, 'uuid'),
    among('i.flow', filter.flow),
    among('i.status', filter.status),
    among('i.direction', filter.direction),
    among('i.original_routing', filter.originalRouting),
    among('i.current_routing', filter.currentRouting),
    among('i.advisor_id', filter.advisor, 'uuid'),
    amongOrNone('i.queue_id', filter.queue),
    amongOrNone('i.routing_id', filter.routing),
    filter.routingVersion && anyOf(filter.routingVersion.map(version)),
    filter.link && anyOf(filter.link.map(link)),
    among('i.voice_campaign', filter.voiceCampaign),
    filter.tag && sql`i.tags && ${filter.tag}::text[]`,
    filter.template && sql`i.template_ids && ${filter.template}::uuid[]`,
    filter.participant && sql`i.participant_ids && ${filter.participant}::uuid[]`,
    filter.crmRecord &&
      (filter.crmRecord === 'linked' ? sql`i.crm_card is not null` : sql`i.crm_card is null`),
  ]);
}

/** One of the values; one alone is asked for by `=`, so that an index answers in its order. */
function among(column: string, values: readonly string[] | undefined, type = 'text'): Part {
  if (!values) return undefined;
  const [only] = values;
  return values.length === 1
    ? sql`${sql.ref(column)} = ${only}::${sql.raw(type)}`
    : sql`${sql.ref(column)} = any(${[...values]}::${sql.raw(type)}[])`;
}

/** One of the ids, or none at all. */
function amongOrNone(column: string, values: readonly string[] | undefined): Part {
  const ids = values?.filter((value) => value !== NONE);
  const isAmong = ids?.length ? among(column, ids, 'uuid') : undefined;
  if (!values?.includes(NONE)) return isAmong;
  const isNone = sql<boolean>`${sql.ref(column)} is null`;
  return isAmong ? anyOf([isAmong, isNone]) : isNone;
}

function anyOf(parts: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql`(${sql.join(parts, sql` or `)})`;
}

/** `<routing>.3`; `<routing>.0` where the version is not known. */
function version(text: string): RawBuilder<boolean> {
  const [routing, number] = text.split('.');
  return sql`(i.routing_id = ${routing}::uuid
    and i.routing_version is not distinct from nullif(${Number(number)}::integer, 0))`;
}

/** `<routing>.<version>.<action>.link-2`, and no other link of that load sharing before it. */
function link(text: string): RawBuilder<boolean> {
  const [routing, number, action, branch] = text.split('.');
  return sql`exists (
    select 1 from interaction_events e
    where e.organisation_id = i.organisation_id and e.interaction_id = i.id
      and e.action_type = 'load-sharing' and e.routing_id = ${routing}::uuid
      and e.routing_version = ${Number(number)}::integer and e.action_id = ${action} and e.branch = ${branch}
      and not exists (
        select 1 from interaction_events former
        where former.organisation_id = e.organisation_id and former.interaction_id = e.interaction_id
          and former.action_type = 'load-sharing' and former.routing_id = e.routing_id
          and former.routing_version = e.routing_version and former.action_id = e.action_id
          and former.branch is not null and former.sequence < e.sequence))`;
}

function checkpointsOf(filter: Filter): RawBuilder<boolean>[] {
  return those([
    filter.checkpoint && has(filter.checkpoint),
    filter.withoutCheckpoint && sql`not (${has(filter.withoutCheckpoint)})`,
    ...(filter.checkpointSequence ?? []).map(sequence),
    ...(filter.checkpointOrder ?? []).map(order),
    ...(filter.withoutCheckpointOrder ?? []).map((text) => sql<boolean>`not ${order(text)}`),
  ]);
}

function has(checkpointIds: readonly string[]): RawBuilder<boolean> {
  return sql`i.checkpoint_ids && ${[...checkpointIds]}::uuid[]`;
}

/** Has all of these: what an index finds. */
function hasAll(checkpointIds: readonly string[]): RawBuilder<boolean> {
  return sql`i.checkpoint_ids @> ${[...checkpointIds]}::uuid[]`;
}

/** `A.B.30`: A, and after it B, at most 30 minutes later. */
function sequence(text: string): RawBuilder<boolean> {
  const [first = '', then = '', minutes] = text.split('.');
  // few of those that have both have them within minutes: that is asked first
  return sql`(${hasAll([first, then])}
    and ${timeOf(then)} <= ${timeOf(first)} + make_interval(mins => ${Number(minutes)}::integer)
    and ${isAfter(first, then)})`;
}

/** `A.B.C`: each after the one before it. */
function order(text: string): RawBuilder<boolean> {
  const ids = text.split('.');
  const steps = ids.slice(1).map((id, index) => isAfter(ids[index]!, id));
  return sql`(${sql.join([hasAll(ids), ...steps], sql` and `)})`;
}

/** An interaction has a checkpoint once; within the same millisecond the trail's order tells, which is that of the row. */
function isAfter(first: string, then: string): RawBuilder<boolean> {
  return sql`(${timeOf(then)}, ${placeOf(then)}) > (${timeOf(first)}, ${placeOf(first)})`;
}

function timeOf(checkpointId: string): RawBuilder<Date> {
  return sql`i.checkpoint_times[${placeOf(checkpointId)}]`;
}

function placeOf(checkpointId: string): RawBuilder<number> {
  return sql`array_position(i.checkpoint_ids, ${checkpointId}::uuid)`;
}
