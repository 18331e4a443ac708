import { expect, test } from 'vitest';
import {
  nothing,
  oneOf,
  open,
  record,
  ShapeError,
  text,
  truth,
  whole,
} from '../../extension/shape.ts';

const person = record({ name: text(5), isHere: truth });

test('what fits is given back', () => {
  expect(person({ name: 'Nadia', isHere: true })).toEqual({ name: 'Nadia', isHere: true });
  expect(oneOf('en', 'fr')('fr')).toBe('fr');
  expect(nothing(null)).toBeNull();
  expect(whole(-1)).toBe(-1);
});

test.each([
  ['null', null],
  ['a list', [{ name: 'Nadia', isHere: true }]],
  ['a missing field', { name: 'Nadia' }],
  ['a field too many', { name: 'Nadia', isHere: true, age: 3 }],
  ['a text too long', { name: 'Nadia Achour', isHere: true }],
  ['a wrong type', { name: 'Nadia', isHere: 'true' }],
])('%s is refused', (_, value) => {
  expect(() => person(value)).toThrow(ShapeError);
});

test('an open record leaves out what is not asked for', () => {
  const name = open({ name: text(5) });

  expect(name({ name: 'Nadia', age: 3 })).toEqual({ name: 'Nadia' });
  expect(() => name({ age: 3 })).toThrow(ShapeError);
  expect(() => name(null)).toThrow(ShapeError);
});

test.each([1.5, '1', null, Infinity])('%j is no whole number', (value) => {
  expect(() => whole(value)).toThrow(ShapeError);
});

test('an error does not repeat what was wrong: it may be a password', () => {
  expect(() => text(3)('secret')).toThrow(
    'Text of at most 3 characters was expected, not string.',
  );
  expect(() => oneOf('en', 'fr')('secret')).toThrow('One of en, fr was expected, not string.');
});
