import { expect } from 'vitest';
import { treeOf } from '../../helpers/run-routing.ts';
import type { ConformanceCase, Stage } from '../stage.ts';

const condition = (variable: string, operator: string, value = '') => ({
  variable,
  operator,
  value,
});

/** 2026-11-20T11:00 in Paris, a Friday of week 47. */
const facts = {
  'an.amount': '10',
  'a.day': '2026-11-22',
  'an.hour': '2026-11-20T12:00',
  'a.flag': 'TRUE',
  'a.no': 'false',
  'a.later': '2026-11-23',
  'a.text': 'Élodie',
  'an.empty': '',
};

/** Each operator, where it holds and where it does not. */
const operators: [
  string,
  [variable: string, value: string],
  [variable: string, value: string],
][] = [
  ['equal', ['a.text', 'éLODIE'], ['a.text', 'Elodie']],
  ['not-equal', ['an.amount', '10.5'], ['an.amount', '10,0']],
  ['greater-or-equal', ['an.amount', '9'], ['an.amount', '11']],
  ['less-or-equal', ['a.day', '01/12/2026'], ['a.day', '21/11/2026']],
  ['contains', ['a.text', 'LOD'], ['a.text', 'lot']],
  ['starts-with', ['a.text', 'élo'], ['a.text', 'lo']],
  ['ends-with', ['a.text', 'DIE'], ['a.text', 'di']],
  ['exists', ['an.empty', ''], ['no.value', '']],
  ['does-not-exist', ['no.value', ''], ['an.empty', '']],
  ['is-empty', ['no.value', ''], ['a.text', '']],
  ['is-true', ['a.flag', ''], ['a.text', '']],
  ['is-false', ['a.no', ''], ['a.flag', '']],
  ['is-date', ['a.day', ''], ['an.amount', '']],
  ['is-morning', ['a.day', ''], ['an.hour', '']],
  ['is-afternoon', ['an.hour', ''], ['a.text', '']],
  ['is-weekend', ['a.day', ''], ['an.hour', '']],
  ['is-odd-week', ['a.day', ''], ['a.text', '']],
  ['is-even-week', ['a.later', ''], ['a.day', '']],
  ['regular-expression', ['a.text', 'lod.e$'], ['a.text', '^l']],
];

const test = ({ engine }: Stage, confirm: 'all' | 'any', conditions: object[]) =>
  engine.runAction('test-values', { confirm, conditions }, { variables: facts });

/** The action `it`, round and round, until it has been left so many times. */
async function passages({ engine }: Stage, times: number, parameters: object) {
  const it = {
    type: 'number-of-passages',
    parameters: { ...parameters },
    branches: { 'less-or-equal': 'rest', greater: 'rest' },
  };
  const rest = { type: 'pause', parameters: { seconds: 1 }, branches: { ok: 'it' } };
  let { id } = await engine.run(treeOf({ it, rest }));
  for (let time = 1; time < times; time++) {
    engine.now = new Date(engine.now.getTime() + 1000);
    ({ id } = await engine.due(id));
  }
  return engine.read(id);
}

const zeroToNine = Array.from({ length: 10 }, (_, index) => index);

/** A customer who has been in contact so many times comes again. */
async function comesAgain(stage: Stage, previous: number, thresholds: (number | null)[]) {
  const contact = { phone: stage.newMobile() };
  for (let time = 0; time < previous; time++) await stage.engine.run(treeOf({}), { contact });
  stage.later(1);
  return stage.engine.runAction('nth-contact', { days: 7, thresholds }, { contact });
}

const dateTime = ({ engine }: Stage, parameters: object, variables = {}) =>
  engine.runAction('date-time', { target: 'a.result', ...parameters }, { variables });

const variable = { kind: 'variable', variable: 'a.date' };

/** 6.1, 6.2 and 6.7 to 6.9. */
export const dataCases: ConformanceCase[] = [
  {
    action: 'assign-values',
    branch: 'ok',
    says: 'The variables are written from top to bottom: later rows see earlier ones.',
    async run({ engine }) {
      const rows = [
        { target: 'an.amount', value: '10,50', type: 'number' },
        { target: 'a.text', value: 'It is {{an.amount}}{{no.value}}.' },
      ];
      const done = await engine.runAction('assign-values', { rows });
      expect(done.variables).toEqual({ 'an.amount': '10.50', 'a.text': 'It is 10.50.' });
      return done;
    },
  },
  {
    action: 'assign-values',
    branch: 'error',
    says: 'One value is not of its type, here an empty text as a number; nothing is written.',
    async run({ engine }) {
      const rows = [
        { target: 'a.text', value: 'new' },
        { target: 'an.amount', value: '{{no.value}}', type: 'number' },
      ];
      const variables = { 'a.text': 'old' };
      const done = await engine.runAction('assign-values', { rows }, { variables });
      expect(done.variables).toEqual(variables);
      expect(done.reasonOf('it')).toContain('an.amount');
      return done;
    },
  },

  {
    action: 'test-values',
    branch: 'yes',
    says: 'All conditions hold; each of the nineteen operators holds where the specification says so.',
    async run(stage) {
      const holding = operators.map(([operator, [name, value]]) =>
        condition(name, operator, value),
      );
      expect(holding).toHaveLength(19);
      return test(stage, 'all', holding);
    },
  },
  {
    action: 'test-values',
    branch: 'yes',
    says: 'One of the conditions holds, and one is enough.',
    run: (stage) =>
      test(stage, 'any', [condition('no.value', 'exists'), condition('an.empty', 'is-empty')]),
  },
  {
    action: 'test-values',
    branch: 'no',
    says: 'None of the conditions holds; a value that is no date is no morning, weekend or week.',
    run: (stage) =>
      test(
        stage,
        'any',
        operators.map(([operator, , [name, value]]) => condition(name, operator, value)),
      ),
  },
  {
    action: 'test-values',
    branch: 'no',
    says: 'One of the conditions does not hold, and all must.',
    run: (stage) =>
      test(stage, 'all', [condition('no.value', 'exists'), condition('an.empty', 'is-empty')]),
  },
  {
    action: 'test-values',
    branch: 'error',
    says: 'A regular expression is not valid, whatever the other conditions say.',
    async run(stage) {
      const invalid = condition('a.text', 'regular-expression', '(');
      const done = await test(stage, 'any', [condition('an.empty', 'is-empty'), invalid]);
      expect(done.reasonOf('it')).not.toBeNull();
      return done;
    },
  },

  {
    action: 'date-time',
    branch: 'ok',
    says: 'The moment is stored as the clock in Paris shows it; days are calendar days, hours are exact, over the end of summer time.',
    async run(stage) {
      const now = await dateTime(stage, { reference: { kind: 'now' } });
      expect(now.variables['a.result']).toBe('2026-11-20T11:00:00+01:00');
      const parameters = (amount: object) => ({
        reference: variable,
        operation: { kind: 'add', ...amount },
      });
      const date = { 'a.date': '2026-10-24T12:00:00+02:00' };
      const day = await dateTime(stage, parameters({ days: 1 }), date);
      expect(day.variables['a.result']).toBe('2026-10-25T12:00:00+01:00');
      const done = await dateTime(stage, parameters({ hours: 24 }), date);
      expect(done.variables['a.result']).toBe('2026-10-25T11:00:00+01:00');
      return done;
    },
  },
  {
    action: 'date-time',
    branch: 'ok',
    says: 'It is set to a day: day 31 of a shorter month is its last, and a day of the week stays in the same ISO week.',
    async run(stage) {
      const setTo = (parts: object) => ({
        reference: variable,
        operation: { kind: 'set-to', hours: 0, ...parts },
      });
      const date = { 'a.date': '2026-11-30T10:20:30' };
      const last = await dateTime(stage, setTo({ dayOfMonth: 31 }), date);
      expect(last.variables['a.result']).toBe('2026-11-30T00:20:30+01:00');
      const done = await dateTime(stage, setTo({ useDayOfWeek: true, dayOfWeek: 7 }), date);
      expect(done.variables['a.result']).toBe('2026-12-06T00:20:30+01:00');
      return done;
    },
  },
  {
    action: 'date-time',
    branch: 'not-ok',
    says: 'The variable holds no date, as 2026-02-30 is none; the target is untouched.',
    async run(stage) {
      const variables = { 'a.date': '2026-02-30', 'a.result': 'old' };
      const done = await dateTime(stage, { reference: variable }, variables);
      expect(done.variables).toEqual(variables);
      expect(done.reasonOf('it')).toContain('a.date');
      return done;
    },
  },

  {
    action: 'number-of-passages',
    branch: 'less-or-equal',
    says: 'The second passage, of two at most: one is added, then it is compared.',
    async run(stage) {
      const done = await passages(stage, 2, { maximum: 2 });
      expect(done.branchesOf('it')).toEqual(['less-or-equal', 'less-or-equal']);
      return done;
    },
  },
  {
    action: 'number-of-passages',
    branch: 'greater',
    says: 'The passage after the last that is allowed; with a reset, counting begins anew after it.',
    async run(stage) {
      const reset = await passages(stage, 4, { maximum: 1, reset: true });
      const [less, greater] = ['less-or-equal', 'greater'];
      expect(reset.branchesOf('it')).toEqual([less, greater, less, greater]);
      const done = await passages(stage, 3, { maximum: 1 });
      expect(done.branchesOf('it')).toEqual([less, greater, greater]);
      return done;
    },
  },

  ...zeroToNine.map((previous) => ({
    action: 'nth-contact',
    branch: `link-${previous + 1}`,
    says: `With thresholds from 0 to 9, a customer with ${previous} previous contacts takes link ${previous + 1}: this one is not counted.`,
    run: (stage: Stage) => comesAgain(stage, previous, zeroToNine),
  })),
  {
    action: 'nth-contact',
    branch: 'no-link',
    says: 'There were more previous contacts than the greatest threshold, in whatever order they were entered.',
    async run(stage) {
      const thresholds = [2, null, 0, ...Array<null>(7).fill(null)];
      expect((await comesAgain(stage, 1, thresholds)).branchesOf('it')).toEqual(['link-1']);
      return comesAgain(stage, 3, thresholds);
    },
  },
];
