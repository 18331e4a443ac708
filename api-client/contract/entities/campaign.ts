import { z } from 'zod';
import { Field, fieldList, Identifier } from './column.ts';

export const CampaignChannel = z.enum(['whatsapp', 'voice', 'sms']);
export type CampaignChannel = z.infer<typeof CampaignChannel>;

const Priority = z.int().min(0).max(1000);

/** A form of targets: which fields each of them brings along. */
const Layout = z.strictObject({
  id: Identifier.meta({ title: 'Id', ownName: 'layout' }),
  name: z.string().trim().min(1, 'Give it a name.').max(100).meta({ title: 'Name' }),
  fields: fieldList(Field, { title: 'Fields' }).default([]),
});

/** An outgoing campaign, into which routings put targets. */
export const CampaignDefinition = z.strictObject({
  channel: CampaignChannel.meta({ title: 'Channel' }),
  active: z.boolean().default(true).meta({ title: 'Active' }),
  priority: z
    .strictObject({
      min: Priority.meta({ title: 'Lowest priority' }),
      max: Priority.meta({ title: 'Highest priority' }),
    })
    .refine(({ min, max }) => min <= max, {
      path: ['max'],
      message: 'The highest priority must not be less than the lowest.',
    })
    .default({ min: 1, max: 10 })
    .meta({ title: 'Priorities' }),
  layouts: z
    .array(Layout)
    .max(50)
    .default([])
    .superRefine((layouts, context) => {
      const ids = layouts.map(({ id }) => id);
      ids.forEach((id, index) => {
        if (ids.indexOf(id) !== index)
          context.addIssue({
            code: 'custom',
            path: [index, 'id'],
            message: `Another layout has the id “${id}” already.`,
          });
      });
    })
    .meta({ title: 'Layouts' }),
});
export type CampaignDefinition = z.output<typeof CampaignDefinition>;
