import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guardFormulas, withoutGuards } from '../../api-client/contract/spreadsheet-cells.ts';
import {
  readCheckpointFile,
  writeCheckpointFile,
} from '../../widget/shared/checkpoint-file.ts';
import { LARGEST_FILE, MOST_LINES } from '../../widget/shared/importable-file.ts';

const HEAD = 'Name,Reference,Alias';
const read = (text: string | Uint8Array<ArrayBuffer>) => readCheckpointFile(new Blob([text]));
const rowsOf = async (text: string) => (await read(text)).map(({ row }) => row);

/** What people call things, and what spreadsheets would calculate with, cut or run on. */
const cell = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        "'",
        '"',
        ';',
        ',',
        ' ',
        '＝',
        '\u00a0',
        '<b>',
        'é',
        '٣',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) =>
    parts
      .join('')
      .replaceAll(/[\p{Cc}\p{Cs}\uFEFF]/gu, '')
      .trim(),
  );

describe('a guarded cell', () => {
  it('gives back its text, whatever stands in it', () => {
    const parts = fc.constantFrom('=', '+', "'", ';', '\t', '\n', '\r', ' ', '"', 'a');
    const text = fc.array(parts, { maxLength: 12 }).map((all) => all.join(''));
    fc.assert(
      fc.property(text, (one) => {
        expect(withoutGuards(guardFormulas(one))).toBe(one);
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['=1+1', ' =1', 'a;=1', '"=1', "'=1", '\t=1', '＝1', 'a\n@b'])(
    'begins no formula: %j',
    (text) => {
      for (const piece of guardFormulas(text).split(/[;\t\r\n]/))
        expect(piece).not.toMatch(/^[ \u00A0"]*[=+\-@＝＋－＠]/);
    },
  );
});

describe('a file that was exported', () => {
  it('gives back the same values', async () => {
    const checkpoint = fc.record({
      name: cell.map((text) => text || 'N'),
      reference: fc.stringMatching(/^[A-Za-z0-9_+.@-]{1,20}$/),
      alias: fc.option(cell.map((text) => text || 'A')),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(checkpoint, { minLength: 1, maxLength: 8 }), async (all) => {
        const rows = (await readCheckpointFile(writeCheckpointFile(all))).map(({ row }) => row);
        expect(rows).toEqual(all.map((one) => ({ ...one, alias: one.alias ?? '' })));
      }),
      { numRuns: 300 },
    );
  });

  it('has nothing in it that a spreadsheet runs, and what Excel needs to read it', async () => {
    const file = writeCheckpointFile([
      { name: '=HYPERLINK("http://x")', reference: '+33612345678', alias: '@a' },
    ]);
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(await file.text()).toBe(
      `${HEAD}\r\n"'=HYPERLINK(""http://x"")",'+33612345678,'@a\r\n`,
    );
  });
});

describe('a file that somebody wrote', () => {
  const rows = [
    { name: 'Élan', reference: 'elan', alias: '' },
    { name: 'b', reference: 'B', alias: 'x' },
  ];

  it.each([
    ['by semicolons, in French', 'Nom;Référence;Alias\r\nÉlan;elan;\r\nb;B;x\r\n'],
    ['by tabs, in another order', 'alias\treference\tNAME\n\telan\tÉlan\nx\tB\tb'],
    ['with empty lines and blanks', `${HEAD}\r\r Élan , elan ,\r,,\rb,B,x\r`],
    ['with quotes', '"Name","Reference","Alias"\n"Élan","elan",""\n"b","B","x"\n'],
  ])('%s is read', async (_, text) => {
    expect(await rowsOf(text)).toEqual(rows);
  });

  it('tells the line of each row, also after a cell that breaks lines', async () => {
    const read2 = await read(`${HEAD}\n"one\ntwo",a,\n\nb,b\nc,c,c`);
    expect(read2).toEqual([
      { line: 2, cells: 3, row: { name: 'one\ntwo', reference: 'a', alias: '' } },
      { line: 5, cells: 2, row: undefined },
      { line: 6, cells: 3, row: { name: 'c', reference: 'c', alias: 'c' } },
    ]);
  });
});

describe('a file of which nothing can be made is told', () => {
  const broken = `${HEAD}\na,a,\n"b,b,`;

  it.each([
    ['nothing in it', '', 'The first line has to name the columns Name, Reference and Alias'],
    ['only headings', HEAD, 'no lines below its headings'],
    ['other columns', 'id,price\n1,2', 'It names “id”, “price”.'],
    ['a column too many', `${HEAD},Note\na,a,,`, '“Note”'],
    ['a column twice', 'Name,Name,Alias\na,a,', 'It names “Name”, “Name”, “Alias”.'],
    ['an open quote', broken, 'In line 3 a quotation mark opens'],
    ['a page', '<!doctype html>\n<p>', 'It names “<!doctype html>”.'],
    ['NULs', `${HEAD}\na\0,a,`, 'not text in UTF-8'],
    ['too many lines', `${HEAD}\n${'a,a,\n'.repeat(MOST_LINES + 1)}`, 'more than 10,000 lines'],
    ['endless empty lines', `${HEAD}\n${'\n'.repeat(100_000)}`, 'more than 10,000 lines'],
  ])('%s', async (_, text, words) => {
    await expect(read(text)).rejects.toThrow(words);
  });

  it('another encoding', async () => {
    const latin = Uint8Array.from([...HEAD, '\n', 'é', ',', 'e', ','].join(''), (one) =>
      one.charCodeAt(0),
    );
    await expect(read(latin)).rejects.toThrow('not text in UTF-8');
    const utf16 = Uint8Array.from([0xff, 0xfe, 0x4e, 0, 0x61, 0]);
    await expect(read(utf16)).rejects.toThrow('not text in UTF-8');
  });

  it('more bytes than are read', async () => {
    await expect(read(new Uint8Array(LARGEST_FILE + 1))).rejects.toThrow(
      'The file has 5.1 MB. At most 5 MB can be imported.',
    );
  });

  it('as many lines as there may be is not', async () => {
    const lines = Array.from({ length: MOST_LINES }, (_, at) => `n${at},r${at},`).join('\n');
    expect(await read(`${HEAD}\n${lines}`)).toHaveLength(MOST_LINES);
  });
});
