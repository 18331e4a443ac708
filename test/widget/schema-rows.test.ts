import { describe, expect, test } from 'vitest';
import { conformed, hasPlace } from '../../widget/shared/schema-conditions.ts';
import { withOwnName } from '../../widget/shared/schema-row-names.ts';
import type { JsonSchema } from '../../widget/shared/schema-types.ts';

const question: JsonSchema = {
  type: 'object',
  properties: {
    id: { type: 'string', ownName: 'question' },
    name: { type: 'string', ownName: '' },
    title: { type: 'string' },
    type: { type: 'string', default: 'rating' },
    choices: {
      type: 'array',
      items: { type: 'string' },
      default: [],
      shownFor: { type: ['choice'] },
    },
  },
};
const survey: JsonSchema = {
  type: 'object',
  properties: { questions: { type: 'array', items: question } },
};

describe('the own name of a row', () => {
  test('that is added is the next that is free, where the schema begins one', () => {
    const others = [{ id: 'question1' }, { id: 'QUESTION2' }, null, 'text'];
    expect(withOwnName(question, { id: '', name: '' }, others, survey)).toEqual({
      id: 'question3',
      name: '',
    });
    expect(withOwnName(question, { id: '' }, [], survey)).toEqual({ id: 'question1' });
  });

  test.each([
    ['stars', ['stars'], 'stars2'],
    ['stars', ['stars', 'Stars2'], 'stars3'],
    ['q9', ['q9'], 'q10'],
    ['42', ['42'], '43'],
  ])('that is a copy of %s beside %j is %s', (name, there, free) => {
    const others = there.map((one) => ({ id: one, name: one }));
    expect(withOwnName(question, { id: name, name, title: name }, others, survey)).toEqual({
      id: free,
      name: free,
      title: name,
    });
  });

  test('is nothing to what is no object', () => {
    expect(withOwnName({ type: 'string' }, 'a', ['a'], survey)).toBe('a');
  });
});

describe('a field that has its place only beside certain values', () => {
  const { choices = {} } = question.properties ?? {};

  test('is there for them, and for as long as something is in it', () => {
    expect(hasPlace(choices, [], { type: 'choice' })).toBe(true);
    expect(hasPlace(choices, [], { type: 'rating' })).toBe(false);
    expect(hasPlace(choices, undefined, {})).toBe(false);
    expect(hasPlace(choices, ['a'], { type: 'rating' })).toBe(true);
    expect(hasPlace({ type: 'string' }, '', {})).toBe(true);
  });

  test('is emptied when the other value goes, and comes back with it', () => {
    const former = new Map<string, unknown>();
    const at = (type: string, given: unknown[]) => ({ questions: [{ type, choices: given }] });
    const path = ['questions', 0, 'type'];
    expect(conformed(survey, at('rating', ['a', 'b']), path, former)).toEqual(at('rating', []));
    expect(conformed(survey, at('choice', []), path, former)).toEqual(at('choice', ['a', 'b']));
  });

  test('stays as it is when something else changes', () => {
    const value = { questions: [{ type: 'rating', choices: ['a'], title: 'New' }] };
    const path = ['questions', 0, 'title'];
    expect(conformed(survey, value, path, new Map())).toBe(value);
  });
});
