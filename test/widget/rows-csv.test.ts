import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv, writeCsv } from '../../widget/shared/rows-csv.ts';
import type { RowColumn } from '../../widget/shared/rows-source.ts';

const column = (name: string, title: string, required = false): RowColumn => ({
  name,
  title,
  type: 'text',
  required,
  values: [],
});
const columns = [column('sku', 'Article', true), column('price', 'Prix')];

describe('a file of rows', () => {
  test('has its columns by name or by title, in any order', () => {
    expect(readCsv('Prix;ARTICLE;Note\r\n12,50;lamp;x\r\n', columns)).toEqual({
      rows: [{ sku: 'lamp', price: '12,50' }],
      lines: [2],
      unknown: ['Note'],
      faults: [],
    });
  });

  test.each([',', ';', '\t'])('of two columns and few lines is separated by ‘%s’', (sign) => {
    const text = `sku${sign}price\nlamp${sign}1\nchair${sign}2\n\n\n`;
    expect(readCsv(text, columns)).toMatchObject({
      rows: [
        { sku: 'lamp', price: '1' },
        { sku: 'chair', price: '2' },
      ],
      faults: [],
    });
  });

  test('says by line what is wrong with it', () => {
    const { faults } = readCsv('sku,price\nlamp,1\n,2\nchair,3,4\n', columns);
    expect(faults).toEqual([
      { line: 3, message: '“Article” is empty.' },
      { line: 4, message: 'There are more values than columns.' },
    ]);
    expect(readCsv('price\n1\n', columns).faults).toEqual([
      { line: 1, message: 'There is no column “Article”, which is required.' },
    ]);
  });

  test('leaves out empty lines, and counts them', () => {
    expect(readCsv('\uFEFFsku\n\nlamp\n', columns)).toMatchObject({
      rows: [{ sku: 'lamp' }],
      lines: [3],
    });
  });

  test('is read as it was written', () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((word) => word.trim() === word);
    fc.assert(
      fc.property(fc.array(fc.record({ sku: text, price: text }), { minLength: 1 }), (rows) => {
        const file = writeCsv(
          rows.map((values, index) => ({ id: `${index}`, values })),
          columns,
        );
        expect(readCsv(file, columns)).toMatchObject({ rows, faults: [], unknown: [] });
      }),
    );
  });

  test('a line in the file is one also after a cell that breaks lines', () => {
    expect(readCsv('sku,price\n"two\nlines",1\n,2\n', columns).faults).toEqual([
      { line: 4, message: '“Article” is empty.' },
    ]);
  });

  test.each([';=1+1', 'x;=1+1', '＝1+1', '\t=1', "'=1"])(
    'what a spreadsheet would calculate is guarded wherever it begins: %j',
    (sku) => {
      const file = writeCsv([{ id: '1', values: { sku } }], columns);
      expect(file).not.toMatch(/(?:^|[,;\t\n])"?[=＝]/);
      if (sku.trim() === sku) expect(readCsv(file, columns).rows).toEqual([{ sku }]);
    },
  );

  test('holds no formula, and leaves numbers and telephones as they are', () => {
    const written = (sku: string) => writeCsv([{ id: '1', values: { sku } }], columns);
    expect(written('=1+1')).toContain("'=1+1");
    expect(written('-5,20')).toContain('\r\n"-5,20"');
    expect(written('+33 6 12 34 56 78')).not.toContain("'");
  });
});
