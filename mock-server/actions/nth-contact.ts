import { z } from 'zod';
import { momentOf } from '../routing/date-arithmetic.ts';
import { defineAction, leave, linkBranch, linkBranches } from '../routing/define-action.ts';

const threshold = z.int().min(0).max(1_000_000).nullable().meta({ title: 'Link threshold' });

/** 6.9: the smallest threshold that the number of previous contacts does not exceed. */
export const nthContact = defineAction({
  type: 'nth-contact',
  title: 'Check Nth contact',
  group: 'data',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Leaves by how often the customer has been in contact before, over some days.',
  parameters: z.strictObject({
    days: z.int().min(1).max(366).meta({ title: 'Time interval to be counted (days)' }),
    thresholds: z
      .array(threshold)
      .length(10, 'Give ten thresholds, null for a link that is not used.')
      .refine((thresholds) => thresholds.some((each) => each !== null), {
        error: 'Give at least one link a threshold.',
      })
      .meta({ title: 'Previous contacts, at most' }),
  }),
  branches: { ...linkBranches, 'no-link': 'No link' },
  branchesUsed: ({ thresholds }) => [
    ...inOrder(thresholds)
      .filter(({ most }, index, all) => most !== all[index - 1]?.most)
      .map(({ link }) => linkBranch(link)),
    'no-link',
  ],

  async run({ days, thresholds }, { now, locale, records }) {
    const from = momentOf(now, locale.timeZone).subtract({ days });
    const previous = await records.contacts.countSince(new Date(from.epochMilliseconds));
    const taken = inOrder(thresholds).find(({ most }) => previous <= most);
    if (taken) return linkBranch(taken.link);
    return leave('no-link', `There were ${previous} contacts before, more than any threshold.`);
  },
});

/** The links that have a threshold, the smallest first; of equal ones, the lowest link first. */
function inOrder(thresholds: readonly (number | null)[]): { link: number; most: number }[] {
  return thresholds
    .flatMap((most, index) => (most === null ? [] : [{ link: index + 1, most }]))
    .sort((left, right) => left.most - right.most);
}
