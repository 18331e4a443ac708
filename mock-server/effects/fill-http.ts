import type { HttpBody, HttpHeader } from '../../api-client/contract/entities/http-template.ts';
import { fillPlaceholders } from '../../api-client/contract/entities/placeholders.ts';

/** A value for a template. `json` is how it stands in JSON outside of a text, where its type is known. */
export interface Filling {
  text: string;
  json?: string;
}

/** Gives the value of a placeholder, by its whole name. */
export type ValueOf = (name: string) => Filling;

/** A value that would lead the call to another place than the template names. */
export class WrongAddress extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'WrongAddress';
  }
}

/** The most characters that a template and its values may become. */
const LONGEST_FILLED = 1_000_000;

/** A template that its values make too long. */
export class FilledTooLong extends Error {
  constructor() {
    super(`With its values, a part of the call is longer than ${LONGEST_FILLED} characters.`);
    this.name = 'FilledTooLong';
  }
}

/** The template with its values; there is an end to what they may make of it. */
function fill(template: string, valueOf: (name: string, offset: number) => string): string {
  let length = template.length;
  return fillPlaceholders(template, (name, offset) => {
    const value = valueOf(name, offset);
    length += value.length;
    if (length > LONGEST_FILLED) throw new FilledTooLong();
    return value;
  });
}

/** The address with its values, each of them URL-encoded. A value stays within its part of the path. */
export function fillAddress(template: string, valueOf: ValueOf): URL {
  const filled = fill(template, (name) =>
    encodeURIComponent(valueOf(name).text.toWellFormed()),
  );
  if (!URL.canParse(filled)) throw new WrongAddress('The address is not valid.');
  const path = filled.split(/[?#]/, 1)[0] ?? '';
  if (path.split(/[/\\]/).some((part) => /^(\.|%2e){1,2}$/i.test(part)))
    throw new WrongAddress('A value would change the path of the address.');
  return new URL(filled);
}

/** A header’s value: control characters removed, and other letters as their UTF-8. */
export function fillHeader(template: string, valueOf: ValueOf): string {
  const filled = fill(template, (name) => valueOf(name).text);
  const line = filled.replace(/[\u0000-\u001f\u007f]/g, '');
  return Buffer.from(line, 'utf8').toString('latin1');
}

/** A body as it is sent, with its media type. */
export function fillBody(
  body: HttpBody,
  valueOf: ValueOf,
): { type: string; text: string } | null {
  switch (body.type) {
    case 'none':
      return null;
    case 'json':
      return { type: 'application/json', text: fillJson(body.template, valueOf) };
    case 'form': {
      const fields = body.fields.map(({ name, value }): [string, string] => [
        name,
        fillText(value, valueOf).toWellFormed(),
      ]);
      const text = new URLSearchParams(fields).toString();
      return { type: 'application/x-www-form-urlencoded', text };
    }
    case 'text':
      return { type: 'text/plain; charset=utf-8', text: fillText(body.template, valueOf) };
  }
}

export function fillText(template: string, valueOf: ValueOf): string {
  return fill(template, (name) => valueOf(name).text);
}

/** All headers of a call, with the body’s type unless the template names one. */
export function fillHeaders(
  headers: readonly HttpHeader[],
  valueOf: ValueOf,
  bodyType: string | undefined,
): Record<string, string> {
  const filled: Record<string, string> = {};
  if (bodyType) filled['content-type'] = bodyType;
  for (const { name, value } of headers)
    filled[name.toLowerCase()] = fillHeader(value, valueOf);
  return filled;
}

const JSON_LITERAL = /^(-?(0|[1-9]\d{0,30})(\.\d{1,30})?([eE][+-]?\d{1,3})?|true|false|null)$/;

/**
 * JSON with its values: escaped inside a text. In a value’s place, a number, true, false and null stand as they are, an
 * empty value is null, and anything else becomes a text.
 */
export function fillJson(template: string, valueOf: ValueOf): string {
  const insideText = textDetector(template);
  return fill(template, (name, offset) => {
    const { text, json } = valueOf(name);
    const wellFormed = text.toWellFormed();
    if (insideText(offset)) return JSON.stringify(wellFormed).slice(1, -1);
    if (json !== undefined) return json;
    if (wellFormed === '') return 'null';
    return JSON_LITERAL.test(wellFormed) ? wellFormed : JSON.stringify(wellFormed);
  });
}

/** Tells whether an offset lies between quotes. It is asked for growing offsets only. */
function textDetector(template: string): (offset: number) => boolean {
  let at = 0;
  let inside = false;
  return (offset) => {
    for (; at < offset; at++) {
      if (template[at] === '\\' && inside) at++;
      else if (template[at] === '"') inside = !inside;
    }
    return inside;
  };
}
