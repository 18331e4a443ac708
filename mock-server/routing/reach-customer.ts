import type { ActionContext } from './action-context.ts';
import { readPhoneKind } from './phone-kind.ts';
import { singleLine } from './fill-template.ts';

/** What the customer is told; the subject is for e-mails. */
interface Notice {
  subject: string;
  text: string;
}

/**
 * Tells the customer something where they are: in the conversation, or else by e-mail or SMS where the contact has an
 * address. False when there is no way.
 */
export function reachCustomer(context: ActionContext, notice: Notice): boolean {
  if (context.routing.flow === 'messaging') {
    context.send(notice.text);
    return true;
  }
  const email = (context.variables.get('contact.email') ?? '').trim();
  if (email !== '') {
    sendEmailNotice(context, email, notice);
    return true;
  }
  const phone = context.variables.get('contact.phone') ?? '';
  const mobile = readPhoneKind(phone, context.locale.region);
  if (!mobile || mobile.isFixedLine) return false;
  context.later('sms', { from: '', to: mobile.number, text: notice.text });
  return true;
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
