import { describe, expect, test } from 'vitest';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import { filterOf } from '../../api-client/history-filter.ts';
import type { HistoryQuery } from '../../api-client/waypost.ts';
import { idOf, rowOf, stopOf } from './rows.ts';

const named = (number: number) => ({ id: idOf(number), name: `Name ${number}` });
const row = rowOf(1, {
  flow: 'voice',
  status: 'processed',
  direction: 'outgoing',
  originalRouting: 'smart',
  currentRouting: 'direct',
  routing: named(10),
  queue: named(11),
  advisor: named(12),
  participantIds: [idOf(13), idOf(12)],
  voiceCampaign: 'Spring',
  startedAt: '2026-11-20T10:00:00.000Z',
  endedAt: '2026-11-20T10:30:00.000Z',
  card: { crmId: idOf(14), id: '7', label: 'Anna', address: null },
  templateIds: [idOf(15)],
  tags: ['vip', 'late'],
  routingVersion: 2,
  links: [`${idOf(10)}.2.share.link-1`],
  checkpoints: [
    stopOf(20, 1, '10:00:00.000'),
    stopOf(21, 2, '10:05:00.000'),
    stopOf(22, 3, '10:05:00.000'),
  ],
});
const bare = rowOf(2, { contact: { name: null, phone: null, email: null } });

const found = (query: HistoryQuery, one: Interaction = row) => filterOf(query)(one);

describe('a row is found', () => {
  test.each<HistoryQuery>([
    {},
    { id: [idOf(9), idOf(1)] },
    { flow: ['voice'] },
    { status: ['aborted', 'processed'] },
    { direction: ['outgoing'] },
    { originalRouting: ['smart'] },
    { currentRouting: ['direct'] },
    { routing: [idOf(10)] },
    { queue: [idOf(11)] },
    { routing: ['none', idOf(10)] },
    { routingVersion: [`${idOf(10)}.2`] },
    { link: [`${idOf(10)}.2.share.link-1`] },
    { checkpointOrder: [`${idOf(20)}.${idOf(22)}`, `${idOf(20)}.${idOf(21)}.${idOf(22)}`] },
    { withoutCheckpointOrder: [`${idOf(22)}.${idOf(21)}`, `${idOf(20)}.${idOf(99)}`] },
    { startedBefore: '2026-11-20T10:00:00.001Z' },
    { advisor: [idOf(12)] },
    { participant: [idOf(13)] },
    { voiceCampaign: ['Spring'] },
    { tag: ['late'] },
    { template: [idOf(15)] },
    { crmRecord: 'linked' },
    { checkpoint: [idOf(99), idOf(21)] },
    { withoutCheckpoint: [idOf(99)] },
    { checkpointSequence: [`${idOf(20)}.${idOf(21)}.5`] },
    { checkpointSequence: [`${idOf(21)}.${idOf(22)}.1`, `${idOf(20)}.${idOf(22)}.6`] },
    { flow: ['voice'], tag: ['vip'], timeZone: 'Pacific/Auckland' },
  ])('by %j', (query) => expect(found(query)).toBe(true));

  test.each<HistoryQuery>([
    { id: [idOf(9)] },
    { flow: ['chat-messaging'] },
    { status: ['aborted'] },
    { direction: ['incoming'] },
    { originalRouting: ['direct'] },
    { currentRouting: ['smart'] },
    { routing: [idOf(11)] },
    { queue: [idOf(12)] },
    { queue: ['none'] },
    { routingVersion: [`${idOf(10)}.1`, `${idOf(11)}.2`] },
    { link: [`${idOf(10)}.2.share.link-2`] },
    { checkpointOrder: [`${idOf(21)}.${idOf(20)}`] },
    { withoutCheckpointOrder: [`${idOf(20)}.${idOf(22)}`] },
    { startedBefore: '2026-11-20T10:00:00.000Z' },
    { advisor: [idOf(13)] },
    { participant: [idOf(14)] },
    { voiceCampaign: ['Autumn'] },
    { tag: ['VIP'] },
    { template: [idOf(16)] },
    { crmRecord: 'none' },
    { checkpoint: [idOf(99)] },
    { withoutCheckpoint: [idOf(99), idOf(22)] },
    { checkpointSequence: [`${idOf(20)}.${idOf(21)}.4`] },
    { checkpointSequence: [`${idOf(21)}.${idOf(20)}.9`] },
    { checkpointSequence: [`${idOf(22)}.${idOf(21)}.9`] },
    { checkpointSequence: [`${idOf(20)}.${idOf(21)}.5`, `${idOf(20)}.${idOf(99)}.5`] },
    { flow: ['voice'], tag: ['other'] },
  ])('but not by %j', (query) => expect(found(query)).toBe(false));
});

test.each<HistoryQuery>([
  { advisor: [idOf(12)] },
  { queue: [idOf(11)] },
  { routing: [idOf(10)] },
  { voiceCampaign: ['Spring'] },
  { crmRecord: 'linked' },
  { endedTo: '2027-01-01T00:00:00Z' },
  { contact: '+33612345678' },
  { contact: '06 12 34 56 78' },
  { search: '1' },
])('a row that has nothing there is not found by %j', (query) =>
  expect(found(query, bare)).toBe(false),
);

test('a period holds its start and not its end', () => {
  expect(found({ from: '2026-11-20T10:00:00Z' })).toBe(true);
  expect(found({ to: '2026-11-20T10:00:00Z' })).toBe(false);
  expect(found({ from: '2026-11-20T10:00:00.001Z' })).toBe(false);
  expect(found({ to: '2026-11-20T10:00:00.001Z' })).toBe(true);
  expect(found({ endedFrom: '2026-11-20T10:30:00Z' })).toBe(true);
  expect(found({ endedTo: '2026-11-20T10:30:00Z' })).toBe(false);
});

test('what only the server can tell is left open, unless the rest of the filter says no', () => {
  const contact = `0${row.contact.phone!.slice(3)}`;
  expect(found({ contact })).toBeUndefined();
  expect(found({ contact, flow: ['email-messaging'] })).toBe(false);
});
