import type { Estimate } from '../../api-client/contract/report.ts';

/** How many of how many. */
export interface Proportion {
  reached: number;
  of: number;
}

/** The quantile of the normal distribution that leaves 2.5 % on either side: a confidence of 95 %. */
const Z = 1.959963984540054;

/**
 * A share with its confidence interval by the score method of Wilson, without continuity correction (E. B. Wilson,
 * “Probable inference, the law of succession, and statistical inference”, JASA 22, 1927). It holds for few
 * interactions, and for shares near 0 and 1. Null of none.
 */
export function shareOf({ reached, of }: Proportion): Estimate | null {
  if (of === 0) return null;
  const share = reached / of;
  const spread = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  const [middle, scale] = [share + (Z * Z) / (2 * of), 1 + (Z * Z) / of];
  return {
    value: share,
    low: Math.min(share, Math.max(0, (middle - spread) / scale)),
    high: Math.max(share, Math.min(1, (middle + spread) / scale)),
  };
}

/**
 * One share less another, with its confidence interval by the hybrid score method of Newcombe, from the two intervals
 * of Wilson (R. G. Newcombe, “Interval estimation for the difference between independent proportions: comparison of
 * eleven methods”, Statistics in Medicine 17, 1998, method 10). Null where one of both is of none.
 */
export function differenceOf(one: Proportion, other: Proportion): Estimate | null {
  const [left, right] = [shareOf(one), shareOf(other)];
  if (!left || !right) return null;
  const value = left.value - right.value;
  return {
    value,
    low: value - Math.hypot(left.value - left.low, right.high - right.value),
    high: value + Math.hypot(left.high - left.value, right.value - right.low),
  };
}

/** What an interval says: where nought lies within, the difference may be chance. */
export function verdictOf({ low, high }: Estimate): 'higher' | 'lower' | 'undecided' {
  if (low > 0) return 'higher';
  return high < 0 ? 'lower' : 'undecided';
}
