import { z } from 'zod';

/** A list in which nothing stands twice, and whose order says nothing: forms show it as ticks, or as picks. */
export function setOf<Item extends z.ZodType>(
  item: Item,
  { title, description, least = 0, most }: SetWords,
) {
  return z
    .array(item)
    .min(least, 'Choose one at least.')
    .max(most)
    .superRefine((items, context) => {
      items.forEach((one, index) => {
        if (items.indexOf(one) !== index)
          context.addIssue({ code: 'custom', path: [index], message: 'This is named twice.' });
      });
    })
    .meta({ title, set: true, ...(description ? { description } : {}) });
}

interface SetWords {
  title: string;
  description?: string;
  /** The fewest that must be chosen; none unless said. */
  least?: number;
  most: number;
}
