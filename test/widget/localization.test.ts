import { fileURLToPath } from 'node:url';
import { RuntimeLitLocalizer } from '@lit/localize-tools/lib/modes/runtime.js';
import { beforeAll, describe, expect, test } from 'vitest';
import config from '../../lit-localize.json' with { type: 'json' };
import { templates } from '../../widget/localization/fr.ts';
import { schemaTitles } from '../../widget/localization/schema-titles.ts';
import { formSchemas } from '../helpers/form-schemas.ts';
import { wordsOfSchemas } from '../helpers/schema-words.ts';

const baseDir = fileURLToPath(new URL('../..', import.meta.url));

/** The ids and English words of every message in the elements' sources. */
function sourceMessages(): { ids: Set<string>; errors: string[]; words: Map<string, string> } {
  const options = { ...config, baseDir, resolve: (path: string) => `${baseDir}/${path}` };
  // JSON has no literal types.
  const localizer = new RuntimeLitLocalizer(
    options as unknown as ConstructorParameters<typeof RuntimeLitLocalizer>[0],
  );
  const { messages, errors } = localizer.extractSourceMessages();
  const words = messages.map(({ name, contents }): [string, string] => [
    name,
    contents.map((part) => (typeof part === 'string' ? part : '…')).join(''),
  ]);
  return {
    ids: new Set(words.map(([id]) => id)),
    words: new Map(words),
    errors: errors.map(({ messageText }) => String(messageText)),
  };
}

describe('the French of the elements', () => {
  let source: ReturnType<typeof sourceMessages>;
  beforeAll(() => {
    source = sourceMessages();
  }, 60_000);

  test('every message is one that can be translated', () => {
    expect(source.errors).toEqual([]);
    expect(source.ids.size).toBeGreaterThan(100);
  });

  test('no message lacks its French: run `npx lit-localize extract`, translate fr.xlf, `npx lit-localize build`', () => {
    const missing = [...source.words].filter(([id]) => !(id in templates));
    expect(missing).toEqual([]);
  });

  test('nothing is translated that is no longer said', () => {
    expect(Object.keys(templates).filter((id) => !source.ids.has(id))).toEqual([]);
  });
});

test('the words of the server’s schemas have their French, and no others do', () => {
  const words = wordsOfSchemas(formSchemas.map(([, schema]) => schema));

  expect([...words].filter((word) => !(word in schemaTitles))).toEqual([]);
  expect(Object.keys(schemaTitles).filter((word) => !words.has(word))).toEqual([]);
});
