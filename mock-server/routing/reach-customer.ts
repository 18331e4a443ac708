import type { ActionContext } from './action-context.ts';
import { singleLine } from './fill-template.ts';
import { isEmailAddress } from './mail-addresses.ts';
import { readPhoneKind } from './phone-kind.ts';

/** What the customer is told; the subject is for e-mails. */
interface Notice {
  subject: string;
  text: string;
}

type Way = { by: 'message' } | { by: 'email' | 'sms'; to: string };

/** True when there is a way to tell the customer something. */
export function canReachCustomer(context: ActionContext): boolean {
  return wayTo(context) !== undefined;
}

/**
 * Tells the customer something where they are: in the conversation, or else by e-mail or SMS where the contact has an
 * address. False when there is no way.
 */
export function reachCustomer(context: ActionContext, notice: Notice): boolean {
  const way = wayTo(context);
  if (!way) return false;
  if (way.by === 'message') context.send(notice.text);
  else if (way.by === 'email') sendEmailNotice(context, way.to, notice);
  else context.later('sms', { from: '', to: way.to, text: notice.text });
  return true;
}

function wayTo({ routing, variables, locale }: ActionContext): Way | undefined {
  if (routing.flow === 'messaging') return { by: 'message' };
  const email = (variables.get('contact.email') ?? '').trim();
  if (isEmailAddress(email)) return { by: 'email', to: email };
  const mobile = readPhoneKind(variables.get('contact.phone') ?? '', locale.region);
  return mobile && !mobile.isFixedLine ? { by: 'sms', to: mobile.number } : undefined;
}

/** An e-mail in the operator's own name. */
export function sendEmailNotice(
  context: Pick<ActionContext, 'later'>,
  to: string,
  { subject, text }: Notice,
): void {
  const message = { to: [to], cc: [], bcc: [], subject: singleLine(subject), html: '', text };
  context.later('email', { mailbox: null, ...message });
}
