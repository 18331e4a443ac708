import { msg, str } from '@lit/localize';
import { isObject, memberOf, shapeOf } from './schema-shape.ts';
import type { FieldError, JsonSchema, Path, Shape } from './schema-types.ts';

/** What can be told of a value without the server: what is missing, too long, or out of its limits. */
export function faultsOf(schema: JsonSchema, value: unknown): FieldError[] {
  const faults: FieldError[] = [];
  look(schema, value, [], true);
  return faults;

  function look(given: JsonSchema, one: unknown, path: Path, isRequired: boolean): void {
    const shape = shapeOf(given, schema);
    const isMissing = one === undefined || (one === null && !shape.isNullable);
    if (one === null && shape.isNullable) return;
    if (isMissing && !isRequired) return;
    const message = faultOf(shape, one);
    if (message) faults.push({ path: path.join('.'), message });
    lookInto(shape, one, path);
  }

  function lookInto(shape: Shape, one: unknown, path: Path): void {
    if (shape.is === 'object' && isObject(one)) {
      const { properties = {}, required = [] } = shape.schema;
      for (const [key, field] of Object.entries(properties))
        look(field, one[key], [...path, key], required.includes(key));
    }
    if (shape.is === 'list' && Array.isArray(one))
      one.forEach((row, index) => look(shape.item, row, [...path, index], true));
    if (shape.is === 'record' && isObject(one))
      for (const [key, row] of Object.entries(one)) look(shape.item, row, [...path, key], true);
    const member = shape.is === 'union' && shape.members[memberOf(shape.members, one)];
    if (member) look(member, one, path, true);
  }
}

function faultOf(shape: Shape, value: unknown): string | undefined {
  switch (shape.is) {
    case 'text':
      return textFault(shape.schema, typeof value === 'string' ? value : '');
    case 'number':
      return numberFault(shape.schema, value);
    case 'choice':
      return shape.values.includes(value) ? undefined : msg('Choose one.');
    case 'entity':
      return value === undefined || value === null || value === ''
        ? msg('Choose one.')
        : undefined;
    case 'union':
      return memberOf(shape.members, value) < 0 ? msg('Choose one.') : undefined;
    case 'list':
      return listFault(shape.schema, Array.isArray(value) ? value.length : 0);
    default:
      return undefined;
  }
}

function textFault({ minLength = 0, maxLength }: JsonSchema, text: string): string | undefined {
  if (minLength > 0 && text.trim() === '') return msg('Fill this in.');
  if (text.length < minLength) return msg(str`At least ${minLength} characters.`);
  if (maxLength !== undefined && text.length > maxLength)
    return msg(str`At most ${maxLength} characters; these are ${text.length}.`);
  return undefined;
}

function numberFault(schema: JsonSchema, value: unknown): string | undefined {
  if (value === undefined || value === null) return msg('Fill this in.');
  if (typeof value !== 'number') return msg('Write a number.');
  if (schema.type === 'integer' && !Number.isInteger(value))
    return msg('Write a whole number.');
  const { min, max } = limitsOf(schema);
  if (min !== undefined && max !== undefined && (value < min || value > max))
    return msg(str`From ${min} to ${max}.`);
  if (min !== undefined && value < min) return msg(str`At least ${min}.`);
  if (max !== undefined && value > max) return msg(str`At most ${max}.`);
  return undefined;
}

function listFault({ minItems = 0, maxItems }: JsonSchema, count: number): string | undefined {
  if (count < minItems)
    return minItems === 1 ? msg('Add one at least.') : msg(str`Add ${minItems} at least.`);
  if (maxItems !== undefined && count > maxItems)
    return msg(str`At most ${maxItems}; these are ${count}.`);
  return undefined;
}

/** The limits of a number that somebody set: not those that every whole number has. */
export function limitsOf({ minimum, maximum }: JsonSchema): {
  min: number | undefined;
  max: number | undefined;
} {
  const isSet = (limit: number | undefined) =>
    limit !== undefined && Math.abs(limit) < Number.MAX_SAFE_INTEGER ? limit : undefined;
  return { min: isSet(minimum), max: isSet(maximum) };
}
