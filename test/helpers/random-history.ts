import { randomUUID } from 'node:crypto';
import { InteractionFlow } from '../../api-client/contract/flow.ts';
import { InteractionStatus } from '../../api-client/contract/interaction.ts';
import { newId } from '../../mock-server/storage/ids.ts';
import type { Db } from '../../mock-server/storage/database.ts';
import { randomFrom } from '../faults/customer.ts';

interface Named {
  id: string;
  name: string;
}

/** An interaction as a test knows it, without asking the server. */
export interface PlainInteraction {
  id: string;
  flow: InteractionFlow;
  status: InteractionStatus;
  direction: 'incoming' | 'outgoing';
  originalRouting: 'smart' | 'direct';
  currentRouting: 'smart' | 'direct';
  routing: Named | null;
  routingVersion: number | null;
  /** The load sharings that it passed, in order; the same one more than once, too. */
  shared: { routing: string; version: number; action: string; link: string }[];
  queue: Named | null;
  advisor: Named | null;
  contact: { name: string | null; phone: string | null; email: string | null };
  voiceCampaign: string | null;
  startedAt: Date;
  endedAt: Date | null;
  hasCard: boolean;
  participantIds: string[];
  templateIds: string[];
  tags: string[];
  checkpoints: { id: string; sequence: number; at: Date; hits: number }[];
}

/** What the interactions are made of. */
export interface Ground {
  organisationId: string;
  users: Named[];
  queues: Named[];
  routings: Named[];
  checkpoints: Named[];
  templates: string[];
}

const names = [
  'Zoé',
  'élodie',
  'Eloise',
  'ÉLODIE',
  'Ångström',
  'anna',
  'Œuvre',
  '‘Quote’',
  'ß',
];
const campaigns = ['Été', 'ete 2', 'Winter', 'winter'];
const tags = ['urgent', 'VIP', 'a%b', 'c_d'];

export async function userIdOf(db: Db, username: string): Promise<string> {
  const query = db.selectFrom('users').select('id').where('username', '=', username);
  return (await query.executeTakeFirstOrThrow()).id;
}

/** Some of what the demo's organisation has, the agent among its users. */
export async function readGround(db: Db): Promise<Ground> {
  const { organisation_id: organisationId } = await db
    .selectFrom('users')
    .select('organisation_id')
    .where('username', '=', 'admin')
    .executeTakeFirstOrThrow();
  const named = (table: 'users' | 'queues' | 'routings' | 'checkpoints') =>
    db
      .selectFrom(table)
      .select(['id', 'name'])
      .where('organisation_id', '=', organisationId)
      .orderBy('id')
      .limit(6)
      .execute();
  const templates = await db
    .selectFrom('entities')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('kind', 'in', ['email-template', 'sms-template'])
    .execute();
  return {
    organisationId,
    users: [...(await named('users')), { id: await userIdOf(db, 'agent'), name: 'Léa Perrin' }],
    queues: await named('queues'),
    routings: await named('routings'),
    checkpoints: await named('checkpoints'),
    templates: templates.map(({ id }) => id),
  };
}

/** So many interactions in which every column has every kind of value, the empty one included. */
export function randomHistory(
  count: number,
  seed: number,
  now: Date,
  ground: Ground,
): PlainInteraction[] {
  const random = randomFrom(seed);
  const pick = <One>(list: readonly One[]): One => list[Math.floor(random() * list.length)]!;
  const maybe = <One>(share: number, make: () => One) => (random() < share ? make() : null);
  const some = <One>(list: readonly One[], share: number) =>
    list.filter(() => random() < share);
  const shuffled = <One>(list: readonly One[]) =>
    list
      .map((one) => ({ one, place: random() }))
      .sort((one, other) => one.place - other.place)
      .map(({ one }) => one);
  const days = (most: number) => Math.floor(random() * most * 86_400_000);
  return Array.from({ length: count }, () => {
    const startedAt = new Date(now.getTime() - days(80));
    let at = startedAt.getTime();
    return {
      id: newId(startedAt),
      flow: pick(InteractionFlow.options),
      status: pick(InteractionStatus.options),
      direction: pick(['incoming', 'outgoing'] as const),
      originalRouting: pick(['smart', 'direct'] as const),
      currentRouting: pick(['smart', 'direct'] as const),
      routing: maybe(0.8, () => pick(ground.routings)),
      routingVersion: maybe(0.8, () => pick([1, 2, 3])),
      shared: Array.from({ length: pick([0, 1, 2, 4]) }, () => ({
        routing: pick(ground.routings.slice(0, 2)).id,
        version: pick([1, 2]),
        action: pick(['share', 'share-again']),
        link: pick(['link-1', 'link-2', 'link-10']),
      })),
      queue: maybe(0.8, () => pick(ground.queues)),
      advisor: maybe(0.8, () => pick(ground.users)),
      contact: {
        name: maybe(0.6, () => pick(names)),
        phone: maybe(
          0.6,
          () => `+3361234${String(Math.floor(random() * 50)).padStart(4, '0')}`,
        ),
        email: maybe(
          0.6,
          () => `${pick(['a%b', 'a_b', 'anna', "o'neil"])}@${pick(['x', 'Y'])}.example`,
        ),
      },
      voiceCampaign: maybe(0.3, () => pick(campaigns)),
      startedAt,
      endedAt: maybe(
        0.8,
        () => new Date(startedAt.getTime() + Math.floor(random() * 3) * 1000),
      ),
      hasCard: random() < 0.3,
      participantIds: some(ground.users, 0.2).map(({ id }) => id),
      templateIds: some(ground.templates, 0.2),
      tags: some(tags, 0.2),
      checkpoints: shuffled(some(ground.checkpoints, 0.5)).map(({ id }, index) => ({
        id,
        sequence: index + 1,
        at: new Date((at += Math.floor(random() * 4) * 30_000)), // some at the same moment
        hits: pick([1, 1, 1, 3]),
      })),
    };
  });
}

/** Stores them, each seen by these users. */
export async function storeHistory(
  db: Db,
  { organisationId: organisation_id, routings }: Ground,
  all: readonly PlainInteraction[],
  seenBy: readonly string[],
): Promise<void> {
  await db
    .insertInto('interactions')
    .values(
      all.map((one) => ({
        organisation_id,
        id: one.id,
        revision: 1,
        flow: one.flow,
        channel_id: 'chat',
        status: one.status,
        status_reason: null,
        direction: one.direction,
        original_routing: one.originalRouting,
        current_routing: one.currentRouting,
        routing_id: one.routing?.id ?? null,
        routing_version: one.routing && one.routingVersion,
        queue_id: one.queue?.id ?? null,
        advisor_id: one.advisor?.id ?? null,
        contact_id: null,
        contact_name: one.contact.name,
        contact_phone: one.contact.phone,
        contact_email: one.contact.email,
        contact_digits: one.contact.phone?.slice(1) ?? null,
        contact_folded_email: one.contact.email?.toLowerCase() ?? null,
        voice_campaign: one.voiceCampaign,
        crm_card: one.hasCard
          ? JSON.stringify({ crmId: randomUUID(), id: '7', label: '=1+1', address: null })
          : null,
        template_ids: one.templateIds,
        tags: one.tags,
        started_at: one.startedAt,
        ended_at: one.endedAt,
        participant_ids: [...new Set([...one.participantIds, ...seenBy])],
        checkpoint_ids: one.checkpoints.map(({ id }) => id),
        checkpoint_times: one.checkpoints.map(({ at }) => at),
      })),
    )
    .execute();
  const joined = all.flatMap(({ id, participantIds, startedAt }) =>
    [...new Set([...participantIds, ...seenBy])].map((user_id) => ({
      organisation_id,
      interaction_id: id,
      user_id,
      joined_at: startedAt,
    })),
  );
  if (joined.length > 0) await db.insertInto('participants').values(joined).execute();
  const attached = all.flatMap((one) =>
    one.checkpoints.map(({ id, sequence, at, hits }) => ({
      organisation_id,
      interaction_id: one.id,
      checkpoint_id: id,
      sequence,
      name: `checkpoint ${sequence}`,
      reference: 'REFERENCE',
      alias: null,
      attached_at: at,
      routing_id: routings[0]!.id,
      routing_version: 1,
      action_id: 'action',
      action_name: 'Action',
      hits,
    })),
  );
  if (attached.length > 0)
    await db.insertInto('interaction_checkpoints').values(attached).execute();
  const passed = all.flatMap((one) =>
    one.shared.map(({ routing, version, action, link }, index) => ({
      organisation_id,
      interaction_id: one.id,
      sequence: index + 1,
      at: one.startedAt,
      kind: 'action',
      routing_id: routing,
      routing_version: version,
      action_id: action,
      action_type: 'load-sharing',
      action_name: 'Share',
      branch: link,
      duration_ms: 0,
      reason: null,
    })),
  );
  if (passed.length > 0) await db.insertInto('interaction_events').values(passed).execute();
}

/** The links that it took when it first came to each load sharing, as the history's filter names them. */
export function linksOf({ shared }: Pick<PlainInteraction, 'shared'>): string[] {
  const first = new Map<string, string>();
  for (const { routing, version, action, link } of shared) {
    const key = `${routing}.${version}.${action}`;
    if (!first.has(key)) first.set(key, `${key}.${link}`);
  }
  return [...first.values()];
}
