import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  limitsByFlow,
  type ChannelLimits,
} from '../../../api-client/contract/channel-limits.ts';
import { fitMessage, splitText } from '../../../mock-server/channels/fit-message.ts';

const whatsapp = limitsByFlow['whatsapp-messaging'];
const sms = limitsByFlow['sms-messaging'];
const choices = (...labels: string[]) =>
  labels.map((label, index) => ({ id: `m:link-${index + 1}`, label }));
const kindOf = (labels: string[], limits = whatsapp) =>
  fitMessage({ text: 'Which?', choices: choices(...labels) }, limits).at(-1)?.kind;

describe('choices', () => {
  it.each([
    ['three short ones are buttons', ['Tea', 'Coffee', 'x'.repeat(20)], 'buttons'],
    ['a longer label makes a list', ['Tea', 'Coffee', 'x'.repeat(21)], 'list'],
    ['a fourth one makes a list', ['Tea', 'Coffee', 'Milk', 'Water'], 'list'],
    ['ten rows are a list', Array.from({ length: 10 }, (_, index) => `Row ${index}`), 'list'],
    ['a longer row makes numbers', ['x'.repeat(25)], 'text'],
    ['an eleventh makes numbers', Array.from({ length: 11 }, (_, index) => `${index}`), 'text'],
    ['the same label twice makes numbers', ['Tea', 'Tea '], 'text'],
    ['an empty label makes numbers', ['Tea', ''], 'text'],
  ])('on WhatsApp: %s', (_, labels, kind) => {
    expect(kindOf(labels)).toBe(kind);
  });

  it('become numbered lines where there are no buttons', () => {
    const message = { text: 'Which?', choices: choices('Tea', 'Coffee') };
    expect(fitMessage(message, sms)).toEqual([
      { kind: 'text', text: 'Which?\n\n1. Tea\n2. Coffee', choices: [] },
    ]);
  });

  it('stand below the end of a text that is too long to stand above them', () => {
    const text = Array.from({ length: 300 }, (_, index) => `word${index}`).join(' ');
    const parts = fitMessage({ text, choices: choices('Yes', 'No') }, whatsapp);
    expect(parts.map(({ kind }) => kind)).toEqual(['text', 'text', 'buttons']);
    expect(parts.map((part) => part.text).join(' ')).toBe(text);
    expect(parts.at(-1)!.text.length).toBeLessThanOrEqual(1024);
  });

  it('without a text are numbers alone, and nothing at all is no message', () => {
    const [only] = fitMessage({ text: ' ', choices: choices('Tea') }, whatsapp);
    expect(only).toEqual({ kind: 'text', text: '1. Tea', choices: [] });
    expect(fitMessage({ text: ' \n', choices: [] }, whatsapp)).toEqual([]);
  });
});

describe('whatever the message and the limits', () => {
  const offer = fc.option(
    fc.record({
      most: fc.integer({ min: 1, max: 12 }),
      length: fc.integer({ min: 1, max: 30 }),
    }),
  );
  const limits: fc.Arbitrary<ChannelLimits> = fc.record({
    text: fc.integer({ min: 20, max: 200 }),
    choiceText: fc.integer({ min: 20, max: 200 }),
    buttons: offer,
    list: offer,
  });
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 600 }),
    fc.lorem({ maxCount: 80 }),
    fc
      .array(fc.constantFrom('👩‍👩‍👧‍👦', 'é', ' ', '\n', 'word', '🧭'), { maxLength: 120 })
      .map((parts) => parts.join('')),
  );
  const messages = fc.record({
    text: texts,
    choices: fc
      .array(fc.string({ unit: 'grapheme', maxLength: 25 }), { maxLength: 12 })
      .map((labels) => choices(...labels)),
  });
  const withoutBlanks = (text: string) => text.replace(/\s/g, '');

  it('no part is too long or empty, and none holds half a character', () => {
    fc.assert(
      fc.property(messages, limits, (message, given) => {
        for (const { kind, text } of fitMessage(message, given)) {
          expect(text.length).toBeLessThanOrEqual(
            kind === 'text' ? given.text : given.choiceText,
          );
          expect(text.trim()).not.toBe('');
          expect(text.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  it('every character and every choice arrives, in order', () => {
    fc.assert(
      fc.property(messages, limits, (message, given) => {
        const parts = fitMessage(message, given);
        const shown = parts.flatMap((part) => part.choices);
        const numbered = message.choices.map(({ label }, index) => `${index + 1}. ${label}`);
        const written = withoutBlanks(parts.map(({ text }) => text).join(''));
        if (shown.length > 0) {
          expect(shown).toEqual(message.choices);
          expect(parts.at(-1)!.choices).toEqual(shown); // below the end
          expect(written).toBe(withoutBlanks(message.text));
        } else {
          expect(written).toBe(withoutBlanks(message.text + numbered.join('')));
        }
      }),
    );
  });

  it('buttons and lists are shown only where they fit', () => {
    fc.assert(
      fc.property(messages, limits, (message, given) => {
        for (const { kind, choices: shown } of fitMessage(message, given)) {
          if (kind === 'text') {
            expect(shown).toEqual([]);
            continue;
          }
          const most = kind === 'buttons' ? given.buttons! : given.list!;
          expect(shown.length).toBeLessThanOrEqual(most.most);
          for (const { label } of shown) expect(label.length).toBeLessThanOrEqual(most.length);
        }
      }),
    );
  });

  it('a word that fits is never broken', () => {
    fc.assert(
      fc.property(
        fc.lorem({ maxCount: 100 }),
        fc.integer({ min: 20, max: 60 }),
        (text, longest) => {
          expect(splitText(text, longest).join(' ').split(/\s+/)).toEqual(text.split(/\s+/));
        },
      ),
    );
  });
});
