import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../api-client/contract/change.ts';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import { filterOf } from '../../api-client/history-filter.ts';
import { orderOf } from '../../api-client/history-order.ts';
import { KeptRows } from '../../api-client/kept-rows.ts';
import type { HistoryQuery } from '../../api-client/waypost.ts';
import { rowOf } from './rows.ts';

const queries: HistoryQuery[] = [
  {},
  { sort: 'start' },
  { status: ['processed'] },
  { status: ['processed', 'aborted'], sort: 'status' },
  { search: 'customer1', sort: '-contact' },
  { search: '0001', flow: ['voice'] },
  { queue: ['none'], search: 'example.com' },
  { tag: ['vip'], sort: 'flow' },
  { flow: ['voice'], tag: ['vip'], from: rowOf(6).startedAt },
];

const one = fc.record({
  number: fc.nat(12),
  changes: fc.record<Partial<Interaction>>({
    status: fc.constantFrom('processed', 'aborted', 'in-progress'),
    flow: fc.constantFrom('voice', 'chat-messaging'),
    tags: fc.constantFrom<string[]>([], ['vip']),
    startedAt: fc.constantFrom(rowOf(1).startedAt, rowOf(2).startedAt, rowOf(9).startedAt),
  }),
  isGone: fc.boolean(),
  asked: fc.constantFrom(...queries),
});

describe('what is kept in memory', () => {
  test('is found as if all rows were gone through, whatever came and went before', async () => {
    const property = fc.asyncProperty(fc.array(one, { maxLength: 30 }), async (turns) => {
      const kept = new KeptRows();
      const all = new Map<string, Interaction>();
      for (const [revision, { number, changes, isGone, asked }] of turns.entries()) {
        const row = rowOf(number, { ...changes, revision });
        const change: Change = isGone
          ? { kind: 'gone', interactionId: row.id }
          : { kind: 'interaction', interactionId: row.id, interaction: row };
        kept.hear([change]);
        if (isGone) all.delete(row.id);
        else all.set(row.id, row);
        if (revision === 3) await kept.prepare();
        const right = orderOf(asked.sort).sort([...all.values()].filter(filterOf(asked)));
        expect(kept.find(asked).map(({ id }) => id)).toEqual(right.map(({ id }) => id));
        expect(kept.find(asked).map((each) => each.revision)).toEqual(
          right.map((each) => each.revision),
        );
      }
    });
    await fc.assert(property, { numRuns: 300 }); // what fails is printed with its seed
  });

  test('what was found before is another list than what is found now', () => {
    const kept = new KeptRows();
    kept.put(rowOf(1));
    const query = {};
    const before = kept.find(query);
    expect(kept.find(query)).toBe(before);
    kept.put(rowOf(2));
    expect(before).toHaveLength(1);
    expect(kept.find(query)).toHaveLength(2);
  });
});
