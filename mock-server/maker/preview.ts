import type { EmailTemplateDefinition } from '../../api-client/contract/entities/email-template.ts';
import type { EntityTableKind } from '../../api-client/contract/entities/index.ts';
import type { SmsTemplateDefinition } from '../../api-client/contract/entities/sms-template.ts';
import type { SurveyDefinition } from '../../api-client/contract/entities/survey.ts';
import type { EntityPreview } from '../../api-client/contract/entity-preview.ts';
import type { Language } from '../../api-client/contract/user.ts';
import { styles } from '../customer-pages/styles.ts';
import { surveyForm } from '../customer-pages/survey-page.ts';
import { invalidField, Refusal } from '../refusal.ts';
import { emptyVariable, type TemplateValues } from '../routing/fill-template.ts';
import { TextTooLong } from '../routing/magic.ts';
import {
  LONGEST_SMS,
  writeEmail,
  writeInvitation,
  writeSms,
} from '../routing/written-templates.ts';
import { textMessage } from './text-message.ts';

interface Asked {
  name: string;
  values: TemplateValues;
  language: Language;
  /** The address at which customers find this server's pages. */
  publicUrl: string;
}

/** As long as a survey's own address. */
const SAMPLE_TOKEN = 'a'.repeat(43);

/** What the customer would get by a definition that its kind's schema has parsed. */
export async function preview(
  kind: EntityTableKind,
  definition: unknown,
  asked: Asked,
): Promise<EntityPreview> {
  try {
    if (kind === 'email-template')
      return previewEmail(definition as EmailTemplateDefinition, asked);
    if (kind === 'sms-template') return previewSms(definition as SmsTemplateDefinition, asked);
    if (kind === 'survey') return await previewSurvey(definition as SurveyDefinition, asked);
  } catch (error) {
    throw error instanceof TextTooLong ? invalidField('values', error.message) : error;
  }
  throw new Refusal('not-found', 'Of this kind there is no preview: no customer gets it.');
}

function previewEmail(template: EmailTemplateDefinition, { values }: Asked): EntityPreview {
  const missing = emptyVariable(template.variables, values) ?? null;
  return { is: 'email', ...writeEmail(template, values), missing };
}

function previewSms(template: SmsTemplateDefinition, { values }: Asked): EntityPreview {
  const text = writeSms(template, values);
  if (text.length > LONGEST_SMS) {
    const message = `With these values the message has ${text.length} characters; an action sends ${LONGEST_SMS} at most.`;
    throw invalidField('values', message);
  }
  const missing = emptyVariable(template.variables, values) ?? null;
  return { is: 'sms', message: textMessage(text), missing };
}

async function previewSurvey(
  { invitation, questions }: SurveyDefinition,
  { name, language, publicUrl }: Asked,
): Promise<EntityPreview> {
  const text = writeInvitation(invitation, `${publicUrl}/survey/${SAMPLE_TOKEN}`);
  const form = String(await surveyForm({ name, questions }, language));
  const html = `<style>${styles} main { min-height: 0; }</style><main lang="${language}">${form}</main>`;
  return { is: 'survey', invitation: textMessage(text), html };
}
