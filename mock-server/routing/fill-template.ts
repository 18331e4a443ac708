import {
  fillPlaceholders,
  type TemplateVariable,
} from '../../api-client/contract/entities/placeholders.ts';
import { TextTooLong } from './magic.ts';

/** A template may name a variable thousands of times, and each value may be long: what it becomes has an end. */
const LONGEST_FILLED = 1_000_000;

/** What an action gives for a template's variables. */
export type TemplateValues = readonly { name: string; value: string }[];

/** The title of the first required variable that has no value; undefined when all have. */
export function emptyVariable(
  variables: readonly TemplateVariable[],
  values: TemplateValues,
): string | undefined {
  return variables.find(({ name, required }) => required && valueOf(values, name).trim() === '')
    ?.title;
}

/** The template with its variables' values, in one pass: a value that holds `{{…}}` is not looked into. */
export function fillTemplate(
  template: string,
  values: TemplateValues,
  escape: (value: string) => string = (value) => value,
): string {
  let length = template.length;
  return fillPlaceholders(template, (name) => {
    const value = escape(valueOf(values, name));
    length += value.length;
    if (length > LONGEST_FILLED) throw new TextTooLong(LONGEST_FILLED);
    return value;
  });
}

function valueOf(values: TemplateValues, name: string): string {
  return values.find((value) => value.name === name)?.value ?? '';
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands in HTML, in a text or in an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** Text on one line, as a subject must be. */
export function singleLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').trim();
}

const characters: Record<string, string> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
};

/** What a person reads of an HTML text, without its looks. */
export function textOfHtml(html: string): string {
  return html
    .replace(/<(style|script|head)\b[^]*?<\/\1\s*>/gi, '')
    .replace(/<br\s*\/?>|<\/(p|div|tr|li|h[1-6])\s*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(nbsp|amp|lt|gt|quot|#39);/g, (whole, name: string) => characters[name] ?? whole)
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*\n\s*/g, '\n\n')
    .trim();
}
