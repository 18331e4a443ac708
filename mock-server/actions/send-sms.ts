import { z } from 'zod';
import type { Locale } from '../routing/action-context.ts';
import { awaitEffect, defineAction, keepWaiting, leave } from '../routing/define-action.ts';
import type { SmsResult } from '../routing/effects.ts';
import { entityChoice, magicText } from '../routing/fields.ts';
import { emptyVariable } from '../routing/fill-template.ts';
import { missingEntity } from '../routing/missing-entity.ts';
import { readPhoneKind } from '../routing/phone-kind.ts';
import { LONGEST_SMS, writeSms } from '../routing/written-templates.ts';

/** What is needed again when the result is there; null for a basic send, which leaves no interaction. */
type Sent = {
  recipient: string;
  text: string;
  /** Null for a text of one’s own; absent where an earlier version of the program began to wait. */
  templateId?: string | null;
} | null;

/** 3.2: a text message to a mobile. */
export const sendSms = defineAction({
  type: 'send-sms',
  title: 'Send a SMS',
  group: 'sending',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Sends a text message by a template, and waits until the gateway took it.',
  parameters: z.strictObject({
    template: entityChoice('sms-template', 'I know'),
    variables: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(64).meta({ title: 'Variable' }),
          value: magicText('Value', { min: 0 }),
        }),
      )
      .max(50)
      .default([])
      .meta({ title: 'Template variables' }),
    content: magicText('Content', { min: 0, max: LONGEST_SMS }).default(''),
    kind: z.enum(['outgoing', 'basic']).meta({ title: 'Type' }),
    from: magicText('SMS number', { max: 100 }),
    to: magicText('Recipient', { max: 300 }),
  }),
  branches: {
    ok: 'OK',
    error: 'Error',
    'not-mobile': 'Not mobile',
    'reference-not-found': 'Reference not found',
  },
  general: 'error',

  async run(parameters, context) {
    const { variables, content, kind } = parameters;
    const template = await context.find('sms-template', parameters.template);
    if (!template)
      return leave('reference-not-found', missingEntity('sms-template', parameters.template));
    const to = readPhoneKind(parameters.to, context.locale.region);
    if (!to) return leave('error', `“${parameters.to.trim()}” is no phone number.`);
    if (to.isFixedLine) return leave('not-mobile', `${to.number} is a fixed line.`);
    const from = readSender(parameters.from, context.locale);
    if (!from) return leave('error', `“${parameters.from.trim()}” cannot be a sender.`);
    const overrides = content.trim() !== '';
    const empty = overrides
      ? undefined
      : emptyVariable(template.definition.variables, variables);
    if (empty !== undefined) return leave('error', `The template’s “${empty}” is empty.`);
    const text = overrides ? content : writeSms(template.definition, variables);
    if (text.length > LONGEST_SMS)
      return leave('error', `The message is longer than ${LONGEST_SMS} characters.`);
    const templateId = overrides ? null : template.id;
    if (templateId !== null) context.noteTemplate(templateId);
    const memory: Sent =
      kind === 'outgoing' ? { recipient: to.number, text, templateId } : null;
    return awaitEffect('sms', { from, to: to.number, text }, memory);
  },

  async resume(_parameters, context, happening, memory) {
    if (happening.kind !== 'effect') return keepWaiting;
    const result = happening.result as SmsResult; // of the kind that was asked for
    const failure = result.accepted ? null : result.reason;
    const sent = memory as Sent; // written above
    if (sent) {
      await context.records.outgoing.create({
        key: context.key,
        flow: 'sms-messaging',
        queueId: null,
        recipient: { phone: sent.recipient },
        text: sent.text,
        templateId: sent.templateId ?? null,
        failure,
      });
    }
    return failure === null ? 'ok' : leave('error', failure);
  },
});

/** A number, a short code, or a name of at most 11 letters and digits. */
function readSender(text: string, locale: Locale): string | undefined {
  const trimmed = text.trim();
  const number = readPhoneKind(trimmed, locale.region)?.number;
  if (number) return number;
  return /^(\d{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/.test(trimmed) ? trimmed : undefined;
}
