import type { EmailTemplateDefinition } from '../../api-client/contract/entities/email-template.ts';
import type { SmsTemplateDefinition } from '../../api-client/contract/entities/sms-template.ts';
import { SURVEY_LINK } from '../../api-client/contract/entities/survey.ts';
import { escapeHtml, fillTemplate, singleLine, type TemplateValues } from './fill-template.ts';

/* What customers get by the Maker's templates: actions send it, and the Maker shows it beforehand. */

/** Longer texts are refused by every gateway. */
export const LONGEST_SMS = 1600;

export interface WrittenEmail {
  subject: string;
  html: string;
  text: string;
}

/** `subject`, where an action has one of its own, takes the place of the template's. */
export function writeEmail(
  template: Pick<EmailTemplateDefinition, 'subject' | 'html' | 'text'>,
  values: TemplateValues,
  subject = '',
): WrittenEmail {
  return {
    subject: singleLine(subject) || singleLine(fillTemplate(template.subject, values)),
    html: fillTemplate(template.html, values, escapeHtml),
    text: fillTemplate(template.text, values),
  };
}

export function writeSms(
  { text }: Pick<SmsTemplateDefinition, 'text'>,
  values: TemplateValues,
): string {
  return fillTemplate(text, values);
}

export function writeInvitation(invitation: string, link: string): string {
  return invitation.replaceAll(SURVEY_LINK, () => link);
}
