import { Temporal } from 'temporal-polyfill';
import { createEntityLookup } from '../storage/entity-lookup.ts';
import type { Channel } from '../storage/channels.ts';
import { readEntrance } from '../storage/entrances.ts';
import { writeOpenings, type WrittenOpening } from '../storage/opening-writes.ts';
import type { Db } from '../storage/database.ts';
import { findEndVersion } from '../storage/routing-versions.ts';
import { VersionStore } from '../routing/version-store.ts';
import type { Services } from '../services.ts';
import type { Chance } from './chance.ts';
import type { MadeOrganisation } from './organisation.ts';
import { playConversation, type PlayGround } from './play.ts';

/** Days that the demo's history covers: inside the three months that users see. */
const DAYS = 85;
/** Older conversations went through the first version of their routing. */
const SECOND_VERSION_SINCE_DAYS = 45;
/** What was in production until now: what conversations of the past were handed on to. */
const SECOND_VERSION = 2;
/** The customer of the demo’s CRM has been here before: the oldest interaction, and one of so many, is theirs. */
const FIRST_CUSTOMER_EVERY = 400;
/** Conversations that are written by one statement. */
const TOGETHER = 25;

export interface HistoryPlan {
  organisation: MadeOrganisation;
  channels: readonly { id: string; routing: string; share: number }[];
  interactions: number;
  now: Date;
}

/** Fills the past three months with conversations that the engine really ran, only faster. */
export async function makeHistory(
  tx: Db,
  { catalogue }: Services,
  plan: HistoryPlan,
  chance: Chance,
): Promise<void> {
  const { organisation, now } = plan;
  const ground = createGround(tx, organisation.id, new VersionStore(catalogue));
  const channels = await readChannels(tx, plan);
  const routings = await readRoutings(ground, plan);
  let writing: Promise<void> | undefined;
  const played: WrittenOpening[] = [];
  const starts = startTimes(plan.interactions, channels.zone, now, chance);
  for (const [index, startedAt] of starts.entries()) {
    const { id: channelId, routing: reference } = pickShare(plan.channels, chance);
    const contact =
      index % FIRST_CUSTOMER_EVERY === 0
        ? organisation.contacts[0]
        : chance.pick(organisation.contacts);
    const routingId = routings.get(reference);
    const channel = channels.byId.get(channelId);
    if (!contact || !routingId || !channel) throw new Error(`The demo has no ${reference}.`);
    const days = (now.getTime() - startedAt.getTime()) / 86_400_000;
    const { conversation, facts } = await playConversation(
      {
        channel,
        routing: {
          id: routingId,
          version: days > SECOND_VERSION_SINCE_DAYS ? 1 : SECOND_VERSION,
        },
        contact,
        known: contact,
        variables: {},
        startedAt,
        key: null,
      },
      ground,
      chance,
      now,
    );
    played.push({ conversation, facts });
    if (played.length < TOGETHER) continue;
    await writing; // some are written while the next ones are played
    writing = writeOpenings(tx, played.splice(0), { told: false });
  }
  await writing;
  await writeOpenings(tx, played, { told: false });
}

/** Looks things up once: in a demo that is being made nothing changes under the conversations. */
function createGround(tx: Db, organisationId: string, versions: VersionStore): PlayGround {
  const lookup = createEntityLookup(tx, organisationId);
  const found = new Map<string, Promise<unknown>>();
  const once = <Value>(key: string, read: () => Promise<Value>): Promise<Value> => {
    const kept = (found.get(key) as Promise<Value> | undefined) ?? read();
    found.set(key, kept);
    return kept;
  };
  return {
    flow: 'messaging',
    entities: {
      find: (kind, choice) =>
        once(JSON.stringify([kind, choice]), async () => {
          const entity = await lookup.find(kind, choice);
          return entity && 'production' in entity
            ? { ...entity, production: SECOND_VERSION }
            : entity;
        }),
    },
    version: (routingId, number) => versions.read(tx, organisationId, routingId, number),
    endVersion: (routingId) =>
      once(`end ${routingId}`, () => findEndVersion(tx, organisationId, routingId)),
  };
}

async function readChannels(tx: Db, { channels }: HistoryPlan) {
  const byId = new Map<string, Channel>();
  let zone = 'UTC';
  for (const { id } of channels) {
    const entrance = await readEntrance(tx, id, '');
    if (!entrance) throw new Error(`The demo has no channel ${id}.`);
    const { channel } = entrance;
    byId.set(id, channel);
    zone = channel.locale.timeZone;
  }
  return { byId, zone };
}

async function readRoutings(ground: PlayGround, { channels }: HistoryPlan) {
  const ids = new Map<string, string>();
  for (const { routing: reference } of channels) {
    const routing = await ground.entities.find('routing', { reference });
    if (routing) ids.set(reference, routing.id);
  }
  return ids;
}

function pickShare<Item extends { share: number }>(
  items: readonly Item[],
  chance: Chance,
): Item {
  let drawn = chance.number() * items.reduce((sum, { share }) => sum + share, 0);
  return items.find(({ share }) => (drawn -= share) < 0) ?? items[0]!; // plans name at least one
}

/** When the interactions began, oldest first: in opening hours, fewer at the weekend, none in the future. */
function startTimes(count: number, zone: string, now: Date, chance: Chance): Date[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(zone)
    .startOfDay();
  const times: number[] = [];
  while (times.length < count) {
    const day = today.subtract({ days: chance.between(0, DAYS) });
    if (day.dayOfWeek >= 6 && chance.happens(0.7)) continue;
    const start = day.epochMilliseconds;
    const open = start + 8 * 3_600_000;
    const close = Math.min(start + 20 * 3_600_000, now.getTime() - 60_000);
    // early in the day, today's customers came in the night
    const from = open < close ? open : start;
    const to = Math.max(close, from + 1);
    if (to <= now.getTime()) times.push(chance.between(from, to));
  }
  return times.sort((a, b) => a - b).map((time) => new Date(time));
}
