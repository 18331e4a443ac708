import { describe, expect, test } from 'vitest';
import { addressOf, stateOf } from '../../widget/shared/history-address.ts';
import { isSame, opening, type HistoryState } from '../../widget/shared/history-state.ts';

const ID = '019a0000-0000-7000-8000-00000000000a';

describe('the address of a history', () => {
  test('is empty for what it opens on', () => {
    expect(addressOf(opening)).toBe('');
    expect(stateOf('')).toEqual(opening);
  });

  test('comes back as it was', () => {
    const state: HistoryState = {
      period: { kind: 'chosen', from: '2026-10-01', to: '2026-10-31' },
      filter: {
        search: 'a&b=c %',
        flow: ['voice', 'chat-messaging'],
        tag: ['VIP', 'très, urgent'],
        checkpointSequence: [`${ID}.${ID}.30`],
        checkpointOrder: [`${ID}.${ID.replace('a', 'b')}`],
        withoutCheckpointOrder: [ID],
        queue: ['none'],
        routingVersion: [`${ID}.3`],
        link: [`${ID}.3.share_1.link-10`],
        startedBefore: '2026-10-31T10:00:00.000Z',
        crmRecord: 'linked',
        endedFrom: '2026-10-01T00:00:00.000Z',
      },
      sort: '-voice-campaign',
    };
    expect(isSame(stateOf(addressOf(state)), state)).toBe(true);
  });

  test.each([
    'sort=password',
    'period=2026-02-30..2026-03-01',
    'period=forever',
    'flow=<script>',
    'id=1',
    'queue=../..',
    'crmRecord=maybe',
    'constructor=1&__proto__=2',
  ])('leaves out what it does not understand: %s', (address) => {
    expect(stateOf(address)).toEqual(opening);
  });

  test('takes no more ids than the server does', () => {
    const ids = Array.from({ length: 300 }, (_, index) =>
      ID.slice(0, -3).concat(String(index).padStart(3, '0')),
    );
    expect(stateOf(ids.map((id) => `id=${id}`).join('&')).filter.id).toHaveLength(200);
  });
});
