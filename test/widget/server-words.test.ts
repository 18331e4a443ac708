import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actionTitles } from '../../widget/localization/action-titles.ts';
import {
  fillers,
  frenchOf,
  sentenceTables,
} from '../../widget/localization/server-words/french.ts';
import '../../widget/localization/server-words/for-maker.ts';
import { parts } from '../../widget/localization/server-words/parts.ts';
import { translator } from '../../widget/localization/server-words/sentences.ts';
import { entityWords } from '../../mock-server/routing/entities.ts';
import { serverSentences, serverTexts } from '../helpers/server-sentences.ts';

/** Sentences that the sources put together from pieces, and what comes out. */
const composed: Readonly<Record<string, readonly string[]>> = {
  'This must have {0} {1} characters.': [
    'This must have at least {0} characters.',
    'This must have at most {0} characters.',
  ],
  'This must have {0} {1} entries.': [
    'This must have at least {0} entries.',
    'This must have at most {0} entries.',
  ],
  'This must be {0} {1}.': ['This must be at least {0}.', 'This must be at most {0}.'],
  '“{0}”: {1}{2}': ['“{0}”: {1}', '“{0}”: {1} And {2} more.', '{0} And {1} more.'],
  'Row {0}: {1}{2} Nothing was imported.': [
    'Row {0}: {1} Nothing was imported.',
    'Row {0}: {1} And {2} more. Nothing was imported.',
  ],
  '“{0}”: {1}{2} Nothing was imported.': [
    '“{0}”: {1} Nothing was imported.',
    '“{0}”: {1} And {2} more. Nothing was imported.',
  ],
  'Another {0}{1} has the reference “{2}” already; upper and lower case count as the same.': [
    'Another {0} “{1}” ({2}) has the reference “{3}” already; upper and lower case count as the same.',
    'Another {0} has the reference “{1}” already; upper and lower case count as the same.',
  ],
  '{0}: used by {1} {2}, which would leave by “Reference not found”. Confirm, or put another checkpoint in its place.':
    [
      '{0}: used by {1} action, which would leave by “Reference not found”. Confirm, or put another checkpoint in its place.',
      '{0}: used by {1} actions, which would leave by “Reference not found”. Confirm, or put another checkpoint in its place.',
    ],
  '“{0}”: used by {1} {2}. Confirm to delete it all the same.': [
    '“{0}”: used by {1} action, which would no longer find it. Confirm to delete it all the same.',
    '“{0}”: used by {1} actions, which would no longer find it. Confirm to delete it all the same.',
  ],
  '“{0}” cannot be deleted: {1}{2} use it. Take it out of them first.': [
    '“{0}” cannot be deleted: {1} use it. Take it out of them first.',
    '“{0}” cannot be deleted: {1} and {2} more use it. Take it out of them first.',
  ],
  '“{0}” of “{1}”, version {2} ({3}), {4} “{5}”.': [
    '“{0}” of “{1}”, version {2} ({3}), picks “{4}”.',
    '“{0}” of “{1}”, version {2} ({3}), names “{4}”.',
  ],
  'Version {0} cannot be published: {1}': [
    'Version {0} cannot be published: {1}',
    'Version {0} cannot be published: {1} (and {2} more)',
  ],
  'Nothing was saved. {0}': ['Nothing was saved. {0}', 'Nothing was saved. {0} (and {1} more)'],
  '{0}{1}: a run goes round here without ever waiting.': [
    '{0}: a run goes round here without ever waiting.',
    '{0} and {1} more: a run goes round here without ever waiting.',
  ],
  '“{0}”: used by {1} {2}, which would no longer find them. Confirm to delete the user all the same.':
    [
      '“{0}”: used by {1} action, which would no longer find them. Confirm to delete the user all the same.',
      '“{0}”: used by {1} actions, which would no longer find them. Confirm to delete the user all the same.',
    ],
  '“{0}” cannot be deleted: the custom buttons {1}{2} are for it. Take it out of them first.': [
    '“{0}” cannot be deleted: the custom buttons {1} are for it. Take it out of them first.',
    '“{0}” cannot be deleted: the custom buttons {1} and {2} more are for it. Take it out of them first.',
  ],
  '“{0}” is used{1}, which would fail without it. Confirm to delete it all the same.': [
    '“{0}” is used, which would fail without it. Confirm to delete it all the same.',
    '“{0}” is used by {1}, which would fail without it. Confirm to delete it all the same.',
  ],
  '“{0}” has no {1}.': ['“{0}” has no default scenario.', '“{0}” has no scenario “{1}”.'],
  '“{0}” has no column “{1}”.': ['“{0}” has no column {1}.'],
  '{0} holds no date.': ['The clock holds no date.', 'The variable {0} holds no date.'],
  '{0}: {1}': [
    ...['E-mail', 'SMS', 'Web service', 'CRM', 'Payment', 'Message'].map(
      (kind) => `${kind}: {0}`,
    ),
    '{0}: {1}',
  ],
};

/** Sentences that no element shows. */
const unseen: ReadonlySet<string> = new Set([
  // what the server tells itself
  'The database did not answer.',
  'This step needs a transaction.',
  'Nobody reads the file.',
  'The answer of {0} breaks the contract: {1}',
  'A stub never gives up.',
  'The call was broken off.',
  'The body is not wanted.',
  // what it tells other servers
  'Only gateways name conversations: leave this out.',
  'A gateway gives every message a key, so that none counts twice.',
  'Too many wrong signatures from your address; wait a minute.',
  'Sign the call with the secret of the channel.',
  // what it tells customers, in their language
  'To pay {0}{1}, open this address: {2}',
  'Pour payer {0}{1}, ouvrez cette adresse : {2}',
  'To pay {0}, open this address: {1}',
  'Pour payer {0}, ouvrez cette adresse : {1}',
  '{0}. {1}',
  // a note in the documentation of the actions
  'Where a year has 53 weeks, two odd weeks follow each other: week 53 of 2026 and week 1 of 2027 both leave by “Uneven”.',
]);

const tables = [...sentenceTables, parts];
const entries = tables.flatMap((table) => Object.entries(table));
const english = sentenceTables.flatMap((table) => Object.keys(table));

/** The places of a template, in order. */
const placesIn = (template: string): string[] =>
  [...template.matchAll(/\{(\d+)(?::\w+)?\}/g)].map(([, place]) => place!);

describe('the French of the server’s sentences', () => {
  const said = serverSentences();
  const forms = [...said.keys()].flatMap((text) => composed[text] ?? [text]);

  test('lacks none that an element may show', () => {
    const known = new Set(english);
    const missing = forms.filter(
      (text) => ![known, unseen].some((set) => set.has(text)) && !(text in actionTitles),
    );

    expect(said.size).toBeGreaterThan(300);
    expect(missing.map((text) => [text, ...(said.get(text) ?? [])])).toEqual([]);
  });

  test('has none that is no longer said', () => {
    const still = new Set([...forms, ...serverTexts()]);

    expect(english.filter((text) => !still.has(text))).toEqual([]);
    expect([...Object.keys(composed), ...unseen].filter((text) => !said.has(text))).toEqual([]);
  });

  test('has each once', () => {
    expect(english.length).toBe(new Set(english).size);
  });

  test('has the places of the English, in ways that there are', () => {
    const ways = new Set(Object.keys(fillers));
    for (const [source, target] of entries) {
      const wanted = placesIn(source);
      expect(wanted, source).toEqual(wanted.map((_, index) => String(index)));
      expect([...new Set(placesIn(target))].sort(), source).toEqual(wanted);
      for (const [, way] of target.matchAll(/\{\d+:(\w+)\}/g))
        expect(ways, source).toContain(way);
    }
  });
});

describe('a value that is put in', () => {
  const templates = entries.filter(([source]) => placesIn(source).length > 0);
  const plain = (target: string) => target.replaceAll(/\{(\d+):\w+\}/g, '{$1}');
  const template = fc.constantFrom(...templates);
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('{0}', '{1:words}', '$&', '\\', '(.*', '\n', '“', '”', '. ', ': '))
      .map((some) => some.join('')),
  );

  /** The English with its values, one for each place. */
  const filled = (source: string, values: readonly string[]) =>
    source
      .split(/\{\d+\}/)
      .map((part, index) => part + (values[index] ?? ''))
      .join('');

  /** The French with the same values, as they are. */
  const inFrench = (target: string, values: readonly string[]) => {
    const places = placesIn(target).map(Number);
    return target
      .replaceAll(/« | (?=[»:;?!])/g, (space) => space.replace(' ', '\u00A0'))
      .split(/\{\d+(?::\w+)?\}/)
      .map((part, index) => part + (values[places[index] ?? -1] ?? ''))
      .join('');
  };

  test('comes through as it is, whatever it holds', () => {
    const values = fc.array(anything, { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(template, values, ([source, target], given) => {
        const fixed = source.split(/\{\d+\}/);
        const used = given.slice(0, fixed.length - 1);
        // where a value holds what stands after it, nobody can tell where it ends
        fc.pre(
          used.every((value, index) => {
            const next = fixed[index + 1]!;
            return index === used.length - 1 || (value + next).indexOf(next) === value.length;
          }),
        );
        const french = translator([{ [source]: plain(target) }], {})(filled(source, used));
        expect(french).toBe(inFrench(target, used));
      }),
      { numRuns: 3000 },
    );
  });

  test('is found in its own sentence, among all of them', () => {
    const odd = fc.string({
      unit: fc.constantFrom(...'aZ9é$*+?()[]{}|\\^/<>&%#@'),
      minLength: 1,
    });
    const values = fc.array(odd, { minLength: 5, maxLength: 5 });
    const whole = templates.filter(
      ([source, target]) => english.includes(source) && plain(target) === target,
    );
    fc.assert(
      fc.property(fc.constantFrom(...whole), values, ([source, target], given) => {
        const used = given.slice(0, placesIn(source).length);
        expect(frenchOf(filled(source, used))).toBe(inFrench(target, used));
      }),
      { numRuns: 3000 },
    );
  });

  /** With spaces as one types them. */
  const spoken = (sentence: string) => frenchOf(sentence)?.replaceAll('\u00A0', ' ');

  test('that is a sentence of the server is French as well', () => {
    expect(spoken('“amount”: This must be at least 1. And 2 more.')).toBe(
      '« amount » : Ce doit être au moins 1. Et 2 de plus.',
    );
    expect(spoken('Web service: ‘crm.example’ did not answer within 10 seconds.')).toBe(
      'Service web : « crm.example » n’a pas répondu en 10 secondes.',
    );
    expect(spoken('Stock: The service answered with status 500.')).toBe(
      'Stock : Le service a répondu avec le statut 500.',
    );
    expect(spoken('This must be at least 1. And 2 more.')).toBe(
      'Ce doit être au moins 1. Et 2 de plus.',
    );
    expect(spoken('There is no checkpoint with the id 7. Nothing was deleted.')).toBe(
      'Aucun point de passage n’a l’identifiant 7. Rien n’a été supprimé.',
    );
    expect(
      spoken('Version 3 cannot be published: No branch leads to “Pause”. (and 2 more)'),
    ).toBe(
      'La version 3 ne peut pas être publiée : Aucune branche ne mène à « Pause ». (et 2 de plus)',
    );
  });

  test('that is a kind of thing has its gender', () => {
    expect(spoken('No queue has the reference “VIP”.')).toBe(
      'Aucune file d’attente n’a la référence « VIP ».',
    );
    expect(spoken('There is no such survey, or you may not see it.')).toBe(
      'Cette enquête n’existe pas, ou vous n’y avez pas accès.',
    );
    expect(spoken('The reference of the user is empty.')).toBe(
      'La référence de l’utilisateur est vide.',
    );
    for (const word of Object.values(entityWords))
      expect(spoken(`The reference of the ${word} is empty.`), word).toMatch(/^La référence d/);
  });

  test('that is several is quoted as French quotes', () => {
    expect(
      spoken('“A” is the end routing of “B”, “C”. Give them another one first.'),
    ).toContain('de « B », « C ».');
    expect(
      spoken(
        '“A” cannot be deleted: the queue “B”, the profile “C, the best” and 2 more use it. Take it out of them first.',
      ),
    ).toBe(
      '« A » ne peut pas être supprimé ; l’utilisent : la file d’attente « B », le profil « C, the best » et 2 de plus. Retirez-le d’abord de là.',
    );
    expect(spoken('This must be “one” or “two”.')).toBe('Ce doit être « one » ou « two ».');
  });
});

test('what is said of fields is read in one place, which has it in French', () => {
  const root = fileURLToPath(new URL('../../widget', import.meta.url));
  const readers = globSync('**/*.ts', { cwd: root }).filter((file) =>
    /\berror\.fields\b/.test(readFileSync(`${root}/${file}`, 'utf8')),
  );
  expect(readers).toEqual(['shared/problem-fields.ts']);
});

test('what the server has never said stays as it is', () => {
  for (const words of ['', 'Something new happened.', '“name”: Something new.', 'constructor'])
    expect(frenchOf(words)).toBeUndefined();
});
