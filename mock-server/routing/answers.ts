import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';
import { z } from 'zod';
import type { Answer, Locale } from './action-context.ts';
import { readDate, readNumber } from './typed-values.ts';

/** The kinds of answer that a question can ask for. */
export const answerTypes = ['number', 'email', 'date', 'long-text', 'image', 'phone'] as const;
export type AnswerType = (typeof answerTypes)[number];

const LONGEST_TEXT = 10_000;
const email = z.email().max(254);

/** The answer in its stored form, or undefined when it is not valid. Nothing is ever cut. */
export function readAnswer(
  type: AnswerType,
  answer: Answer,
  locale: Locale,
): string | undefined {
  switch (type) {
    case 'number':
      return readNumber(answer.text, locale);
    case 'email':
      return email.safeParse(answer.text.trim()).data;
    case 'date':
      return readDate(answer.text, locale);
    case 'long-text':
      return answer.text.length <= LONGEST_TEXT && answer.text.trim() ? answer.text : undefined;
    case 'image':
      return /^image\//i.test(answer.contentType ?? '') ? answer.text.trim() : undefined;
    case 'phone':
      return readPhone(answer.text, locale.region);
  }
}

/** A phone number in any spelling as E.164, or undefined when it is none. */
export function readPhone(text: string, region: string): string | undefined {
  const parsed = parsePhoneNumberFromString(text, {
    defaultCountry: region as CountryCode, // an unknown one is refused like a wrong number
    extract: false,
  });
  return parsed?.isValid() ? parsed.number : undefined;
}
