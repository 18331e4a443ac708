import {
  fillPlaceholders,
  placeholdersIn,
} from '../../api-client/contract/entities/placeholders.ts';
import type { Reason } from '../../api-client/contract/reason.ts';

/** Longer addresses are opened by no browser. */
const LONGEST = 8000;

/**
 * The address with its values, each encoded for where it stands, so that none of them leads elsewhere: the scheme and
 * the host are the definition's own. Without a value that it needs there is none.
 */
export function fillButtonAddress(
  template: string,
  valueOf: (path: string) => string,
): { address: string } | { reason: Reason } {
  const missing = placeholdersIn(template).find((name) => valueOf(name).trim() === '');
  if (missing !== undefined)
    return { reason: { key: 'value-missing', words: `“${missing}” is empty here.` } };
  const encode = /^tel:/i.test(template) ? dialled : encodeURIComponent;
  const filled = fillPlaceholders(template, (name) => encode(valueOf(name).toWellFormed()));
  const address = /^mailto:/i.test(template) ? withAtSign(filled) : filled;
  return isWhole(address)
    ? { address }
    : { reason: { key: 'wrong-address', words: 'The values here make no address.' } };
}

/** What a telephone dials, and nothing else. */
function dialled(value: string): string {
  return value.replace(/[^+\d*]/g, '');
}

/** Mail programs want the @ of the address as it is; behind the question mark it stays encoded. */
function withAtSign(address: string): string {
  const [to = '', ...rest] = address.split('?');
  return [to.replace('%40', '@'), ...rest].join('?');
}

/** A value that is `..` would climb in the path. */
function isWhole(address: string): boolean {
  if (address.length > LONGEST || !URL.canParse(address)) return false;
  const path = address.split(/[?#]/, 1)[0] ?? '';
  return !path.split(/[/\\]/).some((part) => /^(\.|%2e){1,2}$/i.test(part));
}
