/** Longer values are not kept: a run's variables have an end. */
const LONGEST_VALUE = 100_000;

/** A value of an answer that is too long to be kept. */
export class ValueTooLong extends Error {
  constructor(path: string) {
    super(`The answer’s field ‘${path}’ is longer than ${LONGEST_VALUE} characters.`);
    this.name = 'ValueTooLong';
  }
}

/** Reads UTF-8; undefined when it is none. */
export function readText(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** Reads JSON, whole numbers that are too great for a number as text; undefined when it is no JSON. */
export function readJson(body: Uint8Array): unknown {
  const text = readText(body);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text, keepDigits);
  } catch {
    return undefined;
  }
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source ?? '';
  const loses = typeof value === 'number' && !Number.isSafeInteger(value);
  return loses && /^-?\d+$/.test(source) ? source : value;
}

/** What stands at a path, as `customer.addresses.0.city`; undefined where nothing does. Empty is the whole. */
export function valueAt(json: unknown, path: string): unknown {
  if (path === '') return json;
  let value = json;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !isField(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key]; // an object that has the key
  }
  return value;
}

/** A list's length is no field of its JSON. */
function isField(value: object, key: string): boolean {
  return Object.prototype.propertyIsEnumerable.call(value, key);
}

/** The same as text that can be stored, or null where there is nothing. Lists and objects are written as JSON. */
export function textAt(json: unknown, path: string): string | null {
  const value = valueAt(json, path);
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text.length > LONGEST_VALUE) throw new ValueTooLong(path);
  return storable(text);
}

/** Without what the database takes in no text: NUL and halves of characters. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
