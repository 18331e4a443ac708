import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { wordsIn } from '../../extension/words.ts';

test('every sentence is there in both languages, and in its own', () => {
  const [english, french] = [wordsIn('en'), wordsIn('fr')];

  expect(Object.keys(french)).toEqual(Object.keys(english));
  const same = Object.entries(english).filter(([key, text]) => french[key as never] === text);
  expect(same).toEqual([]);
});

test('the browser’s own words are the same in both languages', () => {
  const keys = ['en', 'fr'].map((language) => {
    const file = new URL(
      `../../extension/public/_locales/${language}/messages.json`,
      import.meta.url,
    );
    return Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object);
  });

  expect(keys[0]).toEqual(['name', 'description', 'open', 'showInteractions', 'openHistory']);
  expect(keys[1]).toEqual(keys[0]);
});
