import { currentLanguage } from '../localization/locale.ts';
import { schemaTitles } from '../localization/schema-titles.ts';

/** The words of a schema, which the server writes in English, in the language of the page. */
export function schemaWords(english: string): string {
  return currentLanguage() === 'fr' ? (schemaTitles[english] ?? english) : english;
}

/** Words that are not written as others. */
const written: Readonly<Record<string, string>> = {
  crm: 'CRM',
  'email-messaging': 'Email messaging',
  en: 'English',
  fr: 'Français',
  html: 'HTML',
  http: 'HTTP',
  json: 'JSON',
  sms: 'SMS',
  'sms-messaging': 'SMS messaging',
  smtp: 'SMTP',
  whatsapp: 'WhatsApp',
  'whatsapp-campaign': 'WhatsApp campaign',
  'whatsapp-messaging': 'WhatsApp messaging',
};

/** A key or a value of a schema as words: `ringSeconds` and `ring-seconds` are “Ring seconds”. */
export function namedWords(name: string): string {
  const known = written[name] ?? (/^[A-Z]+$/.test(name) ? name : undefined);
  if (known) return schemaWords(known);
  const words = name
    .replaceAll(
      /([a-z0-9])([A-Z])/g,
      (_, before: string, after: string) => `${before} ${after}`,
    )
    .replaceAll(/[-_]+/g, ' ')
    .toLowerCase();
  return schemaWords(words.charAt(0).toUpperCase() + words.slice(1));
}

/** Whatever a choice offers, as words. */
export function valueWords(value: unknown): string {
  return typeof value === 'string' ? namedWords(value) : String(value);
}
