import { z } from 'zod';
import type { CampaignChannel } from '../../api-client/contract/entities/campaign.ts';
import type { ActionContext, Locale } from './action-context.ts';
import { missingIn, readValues } from './column-values.ts';
import { defineAction, leave } from './define-action.ts';
import type { FoundEntity } from './entities.ts';
import { entityChoice, magicText } from './fields.ts';
import { missingEntity } from './missing-entity.ts';
import { readPhoneKind } from './phone-kind.ts';
import { readMoment } from './typed-values.ts';

/** What tells the three actions apart. */
interface TargetAction {
  type: string;
  title: string;
  channel: CampaignChannel;
  summary: string;
}

/** 9.1 to 9.3: puts somebody into an outgoing campaign of one channel. */
export function defineInsertTarget({ type, title, channel, summary }: TargetAction) {
  return defineAction({
    type,
    title,
    group: 'campaigns',
    flows: ['messaging', 'email', 'voice'],
    summary,
    parameters: Parameters,
    branches: {
      ok: 'OK',
      'reference-not-found': 'Reference not found',
      error: 'Error',
      duplication: 'Duplication',
      'invalid-number': 'Invalid number',
    },
    general: 'error',

    async run(parameters, context) {
      const { insertIfDuplicate } = parameters;
      const campaign = await context.find('campaign', parameters.campaign);
      if (!campaign)
        return leave('reference-not-found', missingEntity('campaign', parameters.campaign));
      const unfit = unfitness(campaign, channel);
      if (unfit) return leave('reference-not-found', unfit);
      const number = readNumber(parameters.phone, channel, context.locale);
      if ('wrong' in number) return leave('invalid-number', number.wrong);
      const { campaigns } = context.records;
      const { phone } = number;
      if (!insertIfDuplicate && (await campaigns.hasTarget(campaign.id, phone)))
        return leave('duplication', duplicate(phone));
      const rest = readRest(parameters, campaign, context);
      if ('wrong' in rest) return leave('error', rest.wrong);
      const draft = { campaignId: campaign.id, phone, ...rest };
      const answer = await campaigns.insertTarget(draft, {
        evenIfDuplicate: insertIfDuplicate,
      });
      if (answer === 'duplicate') return leave('duplication', duplicate(phone));
      if (answer === 'no-campaign')
        return leave('reference-not-found', missingEntity('campaign', { id: campaign.id }));
      return 'ok';
    },
  });
}

const Parameters = z
  .strictObject({
    campaign: entityChoice('campaign', 'I know'),
    insertIfDuplicate: z.boolean().default(false).meta({ title: 'Insert if duplicate' }),
    phone: magicText('Phone number', { max: 300 }),
    startDate: magicText('Start date', { min: 0, max: 300 }).default(''),
    priority: magicText('Priority', { max: 300 }),
    layout: z
      .string()
      .min(1, 'Fill this in.')
      .max(64)
      .nullable()
      .default(null)
      .meta({ title: 'Campaign target layout' }),
    fields: z
      .array(
        z.strictObject({
          name: z.string().min(1, 'Fill this in.').max(64).meta({ title: 'Field' }),
          value: magicText('Value', { min: 0 }),
        }),
      )
      .max(100)
      .default([])
      .meta({ title: 'Campaign target fields' }),
  })
  .superRefine(({ layout, fields }, context) => {
    const say = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (layout === null && fields.length > 0)
      say(['fields'], 'Without a layout there are no fields.');
    const names = fields.map(({ name }) => name);
    names.forEach((name, index) => {
      if (names.indexOf(name) !== index)
        say(['fields', index, 'name'], `The field “${name}” is there twice.`);
    });
  });
type Parameters = z.output<typeof Parameters>;

type Campaign = FoundEntity<'campaign'>;
interface Wrong {
  wrong: string;
}

/** Why the campaign cannot take targets from this action. */
function unfitness(
  { name, definition }: Campaign,
  channel: CampaignChannel,
): string | undefined {
  if (definition.channel !== channel)
    return `The campaign “${name}” is for ${channelWords[definition.channel]}, not for ${channelWords[channel]}.`;
  return definition.active ? undefined : `The campaign “${name}” is not active.`;
}

const channelWords: Record<CampaignChannel, string> = {
  whatsapp: 'WhatsApp',
  voice: 'calls',
  sms: 'SMS',
};

function readNumber(
  text: string,
  channel: CampaignChannel,
  { region }: Locale,
): { phone: string } | Wrong {
  const read = readPhoneKind(text, region);
  if (!read) return { wrong: 'This is no phone number.' };
  if (channel === 'sms' && read.isFixedLine)
    return { wrong: `${read.number} is a fixed line, to which no SMS can be sent.` };
  return { phone: read.number };
}

function duplicate(phone: string): string {
  return `${phone} is in the campaign already.`;
}

/** Everything that is looked at only when campaign and number are good. */
function readRest(
  { startDate, priority, layout, fields }: Parameters,
  { definition }: Campaign,
  { now, locale }: Pick<ActionContext, 'now' | 'locale'>,
) {
  const startsAt = readStart(startDate, now, locale);
  if (!startsAt) return { wrong: 'The start date is no date.' };
  const { min, max } = definition.priority;
  const level = /^\s*\+?\d{1,4}\s*$/.test(priority) ? Number(priority) : undefined;
  if (level === undefined || level < min || level > max)
    return { wrong: `The priority is no whole number from ${min} to ${max}.` };
  const filled = readFields(layout, fields, definition, locale);
  if ('wrong' in filled) return filled;
  return { startsAt, priority: level, layoutId: layout, fields: filled.fields };
}

/** Nothing and the past mean now. */
function readStart(text: string, now: Date, locale: Locale): Date | undefined {
  if (text.trim() === '') return now;
  const moment = readMoment(text, locale);
  return moment && new Date(Math.max(moment.epochMilliseconds, now.getTime()));
}

function readFields(
  layoutId: string | null,
  given: Parameters['fields'],
  { layouts }: Campaign['definition'],
  locale: Locale,
): { fields: Record<string, string> } | Wrong {
  if (layoutId === null) return { fields: {} };
  const layout = layouts.find(({ id }) => id === layoutId);
  if (!layout) return { wrong: `The campaign has no layout “${layoutId}”.` };
  const read = readValues(given, layout.fields, locale);
  if ('wrong' in read) return { wrong: read.wrong.message };
  const missing = missingIn(read.values, layout.fields);
  if (missing) return { wrong: missing.message };
  const filled = Object.entries(read.values).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  );
  return { fields: Object.fromEntries(filled) };
}
