import { z } from 'zod';
import type { ActionContext } from '../routing/action-context.ts';
import { awaitEffect, defineAction, keepWaiting, leave } from '../routing/define-action.ts';
import type { EmailRequest, EmailResult } from '../routing/effects.ts';
import { entityChoice, magicText } from '../routing/fields.ts';
import { emptyVariable, textOfHtml } from '../routing/fill-template.ts';
import { readRecipients } from '../routing/mail-addresses.ts';
import { missingEntity } from '../routing/missing-entity.ts';
import { writeEmail } from '../routing/written-templates.ts';

const MOST_RECIPIENTS = 100;

const Sender = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('outgoing'),
      queue: entityChoice('queue', 'Distribution queue'),
    }),
    z.strictObject({ type: z.literal('basic'), mailbox: entityChoice('mailbox', 'Mailbox') }),
  ])
  .meta({ title: 'Type' });

const recipients = (title: string) => magicText(title, { min: 0 }).default('');

/** What is needed again when the result is there. */
interface Sent {
  /** Null for a basic send, which leaves no interaction. */
  outgoing: { queueId: string; recipient: string; text: string } | null;
  invalid: string[];
  /** Absent where an earlier version of the program began to wait. */
  templateId?: string;
}

/** 3.1: one e-mail to all recipients, and the branch that tells who got it. */
export const sendEmail = defineAction({
  type: 'send-email',
  title: 'Send an email',
  group: 'sending',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Sends an e-mail by a template, and waits until the mail server took it.',
  parameters: z.strictObject({
    template: entityChoice('email-template', 'I know'),
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
    sender: Sender,
    to: recipients('TO'),
    cc: recipients('CC'),
    bcc: recipients('BCC'),
    subject: magicText('Subject', { min: 0, max: 300 }).default(''),
  }),
  branches: {
    ok: 'OK',
    'partially-sent': 'Partially sent',
    'reference-not-found': 'Reference not found',
    error: 'Error',
  },
  general: 'error',

  async run(parameters, context) {
    const template = await context.find('email-template', parameters.template);
    if (!template)
      return leave('reference-not-found', missingEntity('email-template', parameters.template));
    const from = await findSender(parameters.sender, context);
    if ('missing' in from) return leave('reference-not-found', from.missing);
    const empty = emptyVariable(template.definition.variables, parameters.variables);
    if (empty !== undefined) return leave('error', `The template’s “${empty}” is empty.`);
    const { to, cc, bcc, invalid } = readRecipients(parameters);
    const [first] = [...to, ...cc, ...bcc];
    if (first === undefined) return leave('error', noRecipient(invalid));
    if (to.length + cc.length + bcc.length > MOST_RECIPIENTS)
      return leave('error', `There are more than ${MOST_RECIPIENTS} recipients.`);
    const { variables, subject } = parameters;
    const written = writeEmail(template.definition, variables, subject);
    const text = `${written.subject}\n\n${written.text || textOfHtml(written.html)}`;
    const outgoing = from.queueId ? { queueId: from.queueId, recipient: first, text } : null;
    const request: EmailRequest = { mailbox: from.mailbox, to, cc, bcc, ...written };
    context.noteTemplate(template.id);
    const memory: Sent = { outgoing, invalid, templateId: template.id };
    return awaitEffect('email', request, memory);
  },

  async resume(_parameters, context, happening, memory) {
    if (happening.kind !== 'effect') return keepWaiting;
    const { accepted, rejected, reason } = happening.result as EmailResult; // of the kind that was asked for
    const { outgoing, invalid, templateId = null } = memory as Sent; // written above
    const failure = failureOf(rejected.length + invalid.length, reason, invalid, accepted);
    if (outgoing) {
      const { queueId, recipient, text } = outgoing;
      await context.records.outgoing.create({
        key: context.key,
        flow: 'email-messaging',
        queueId,
        recipient: { email: recipient },
        text,
        templateId,
        failure,
      });
    }
    if (failure === null) return 'ok';
    return leave(accepted.length === 0 ? 'error' : 'partially-sent', failure);
  },
});

type From = { queueId: string | null; mailbox: EmailRequest['mailbox'] } | { missing: string };

/** In whose name it goes out: the queue's mailbox, or the one that is named. */
async function findSender(
  sender: z.output<typeof Sender>,
  context: ActionContext,
): Promise<From> {
  if (sender.type === 'basic') {
    const mailbox = await context.find('mailbox', sender.mailbox);
    if (!mailbox) return { missing: missingEntity('mailbox', sender.mailbox) };
    return { queueId: null, mailbox: mailbox.definition };
  }
  const queue = await context.find('queue', sender.queue);
  if (!queue) return { missing: missingEntity('queue', sender.queue) };
  const { mailboxId } = queue.definition;
  if (!mailboxId) return { queueId: queue.id, mailbox: null };
  const mailbox = await context.find('mailbox', { id: mailboxId });
  if (!mailbox) return { missing: `The mailbox of the queue “${queue.name}” is not there.` };
  return { queueId: queue.id, mailbox: mailbox.definition };
}

function noRecipient(invalid: readonly string[]): string {
  if (invalid.length === 0) return 'There is no recipient.';
  return `No recipient is an e-mail address: ${invalid.join(', ')}.`;
}

/** Why not everybody got it; null when all did. */
function failureOf(
  failed: number,
  reason: string | null,
  invalid: readonly string[],
  accepted: readonly string[],
): string | null {
  if (failed === 0 && accepted.length > 0) return null;
  const notAddresses = invalid.length > 0 ? [`No e-mail address: ${invalid.join(', ')}.`] : [];
  const words = [...(reason === null ? [] : [reason]), ...notAddresses];
  return words.join(' ') || 'The mail server took it for nobody.';
}
