import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { startInPage, type InPageServer } from '../../mock-server/browser/start.ts';
import '../../widget/entity-settings.ts';
import {
  cleanPage,
  clientOf,
  dialog,
  fill,
  form,
  formThere,
  found,
  inForm,
  leavePage,
  showSettings,
  told,
} from './entity-page.ts';
import { all, click, expectAccessible, focused, one, press, text } from './page.ts';

let server: InPageServer;

beforeAll(async () => {
  server = await startInPage({ snapshot: '/demo-snapshot.tar.gz' });
});
afterAll(() => server?.stop());
beforeEach(cleanPage);
afterEach(leavePage);

const rows = () => dialog().querySelector('waypost-stored-rows')!;
const inRows = (selector: string): HTMLElement[] => [
  ...rows().renderRoot.querySelectorAll<HTMLElement>(selector),
];
const cells = (): string[] => inRows('tbody td:first-child').map((cell) => text(cell));

async function rowsThere(): Promise<void> {
  await expect.poll(() => !!rows() && inRows('.head').length > 0).toBe(true);
}

async function take(csv: string): Promise<void> {
  const files = new DataTransfer();
  files.items.add(new File([csv], 'rows.csv', { type: 'text/csv' }));
  const input = inRows('.file')[0] as HTMLInputElement;
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await expect.poll(() => inRows('.import').length).toBe(1);
}

describe('the rows of a values table', { timeout: 60_000 }, () => {
  test('are added, changed, deleted, imported and replaced', async () => {
    const client = clientOf(server);
    const { id } = await client.entities.create('value-tables', {
      name: 'Zones',
      reference: 'zones',
    });
    await showSettings(server, 'value-tables', { entityId: id });
    await rowsThere();
    expect(text(dialog())).toContain('No rows yet');
    await click(one('button', '+ Row'));
    await click(one('button', 'Save the row'));
    expect(text(dialog())).toContain('Fill this in.');
    await press('75');
    await press('{Tab}');
    await press('Paris{Enter}');
    await expect.poll(cells).toEqual(['75']);
    expect(text(dialog())).toContain('The row was added.');
    await expectAccessible();

    await click(one('button', 'Edit: 75'));
    await expect.poll(focused).toBe(inRows("[name='values.key']")[0]);
    await press('{Control>}a{/Control}75001{Enter}');
    await expect.poll(cells).toEqual(['75001']);
    expect((await client.entities.tableRows(id)).items).toEqual([
      { key: '75001', value: 'Paris' },
    ]);

    await take('key,value\n13,Marseille\n,Nowhere\n');
    expect(text(dialog())).toContain('Line 3: “Key” is empty.');
    expect(all('button', 'Import')).toEqual([]);
    await take('key,value\n13,Marseille\n69,Lyon\n');
    await expectAccessible();
    await click(inRows('.import input[type=checkbox]')[0]!);
    await click(one('button', 'Import'));
    await expect.poll(cells).toEqual(['13', '69']);
    expect(text(dialog())).toContain('2 rows were written.');

    await click(one('button', 'Delete: 13'));
    await expect.poll(cells).toEqual(['69']);
  });
});

describe('the rows of a database', { timeout: 60_000 }, () => {
  const definition = {
    columns: [
      { name: 'sku', title: 'Article', required: true, unique: true },
      { name: 'stock', type: 'number' },
    ],
  };

  test('say what was wrong with them, by field and by line of a file', async () => {
    const client = clientOf(server);
    const { id } = await client.entities.create('databases', {
      name: 'Stock',
      reference: `stock-${Math.random().toString(36).slice(2, 8)}`,
      definition,
    });
    await showSettings(server, 'databases', { entityId: id });
    await rowsThere();
    await click(one('button', '+ Row'));
    await press('lamp{Tab}many{Enter}');
    await expect.poll(() => inRows("[name='values.stock']")[0]?.ariaInvalid).toBe('true');
    expect(focused()).toBe(inRows("[name='values.stock']")[0]);
    await press('{Control>}a{/Control}7{Enter}');
    await expect.poll(cells).toEqual(['lamp']);

    await take('Article;stock;colour\nchair;3;red\nlamp;1;blue\ntable;x;green\n');
    expect(text(dialog())).toContain('These columns are left out: colour');
    await expect
      .poll(() => text(dialog()))
      .toContain(
        'Line 3: “Article”: a row that is there has it already. Line 4: “stock” is no number.',
      );
    expect(all('button', 'Import')).toEqual([]);
    await expectAccessible();

    await take('Article;stock\nchair;3\ntable;4\nchair;5\n');
    await expect
      .poll(() => text(dialog()))
      .toContain('Line 4: “Article”: a line before it has');
    await take('Article;stock\nchair;3\ntable;4\n');
    await click(await found('button', 'Import'));
    await expect.poll(() => text(dialog())).toContain('2 rows were written.');
    await expect.poll(cells).toEqual(['lamp', 'chair', 'table']);
  });

  test('come by thousands at once, and none of them when somebody was faster', async () => {
    const client = clientOf(server);
    const { id } = await client.entities.create('databases', {
      name: 'Large',
      reference: 'large-stock',
      definition,
    });
    await showSettings(server, 'databases', { entityId: id });
    await rowsThere();
    const lines = Array.from({ length: 2500 }, (_, index) => `A${index};${index}`);
    await take(`sku;stock\n${lines.join('\n')}\n`);
    await found('button', 'Import');
    const { id: own } = await client.entities.createDatabaseRow(id, { sku: 'A7' });
    await click(one('button', 'Import'));
    await expect.poll(() => text(dialog())).toMatch(/0 rows were written\. Line 9: /);
    await client.entities.deleteDatabaseRow(id, own);
    await take(`sku;stock\n${lines.join('\n')}\n`);
    await click(await found('button', 'Import'));
    await expect.poll(() => text(dialog())).toContain('2,500 rows were written.');
    expect((await client.entities.databaseRows(id, { limit: 2 })).items).toMatchObject([
      { values: { sku: 'A0' } },
      { values: { sku: 'A1' } },
    ]);
  });

  test('are only looked at by who may not change them', async () => {
    const client = clientOf(server);
    const { items } = await client.entities.list('databases', { search: 'stock' });
    await showSettings(server, 'databases', { username: 'manager', entityId: items[0]!.id });
    await rowsThere();
    expect(all('button', /Row|Import|Edit|Delete/)).toEqual([]);
    expect(all('button', 'Export CSV')).toHaveLength(1);
  });
});

describe('a calendar', { timeout: 60_000 }, () => {
  test('has its week in one grid, and its exceptions below', async () => {
    const client = await showSettings(server, 'calendars');
    await click(await found('button', '+ New: Calendar'));
    await formThere();
    fill({ name: 'Shop', reference: 'shop' });
    await click(one('button', '+ Hours: Monday'));
    await press('8h30{Tab}');
    expect(inForm('week.monday.0.opens').value).toBe('08:30');
    await click(one('button', 'As Monday'));
    await click(one('button', '+ Hours: Tuesday'));
    await userEvent.fill(inForm('week.tuesday.1.opens'), '17:00');
    await click(one('button', '+ Add: Exceptions'));
    await userEvent.fill(inForm('exceptions.0.date'), '2026-12-25');
    await expectAccessible();
    await click(one('button', 'Save'));
    await expect.poll(() => text(dialog())).toContain('These hours overlap others.');
    await userEvent.fill(inForm('week.tuesday.1.opens'), '20:00');
    await userEvent.fill(inForm('week.tuesday.1.closes'), '22:00');
    await click(one('button', 'Save'));
    await expect.poll(told).toBe('“Shop” was made.');
    const { items } = await client.entities.list('calendars', { search: 'shop' });
    const { definition } = await client.entities.read('calendars', items[0]!.id);
    expect(definition).toMatchObject({
      week: {
        monday: [{ opens: '08:30', closes: '18:00' }],
        tuesday: [
          { opens: '08:30', closes: '18:00' },
          { opens: '20:00', closes: '22:00' },
        ],
        wednesday: [],
      },
      exceptions: [{ date: '2026-12-25', open: [] }],
    });
    expect(form()).toBeNull();
  });
});

describe('a web service', { timeout: 60_000 }, () => {
  test('is tried as it is saved, and what came of it is told', async () => {
    const client = clientOf(server);
    const { id } = await client.entities.create('web-services', {
      name: 'Stock of a shop',
      reference: 'shop-stock',
      definition: {
        address: 'https://shop.invalid/stock/{{input.sku}}',
        method: 'GET',
        inputs: [{ name: 'sku', title: 'Article' }],
      },
    });
    await showSettings(server, 'web-services', { entityId: id });
    await click(await found('button', 'Try it'));
    await expect
      .poll(() => text(dialog()))
      .toMatch(/A routing would leave by “Not OK”|Could not try it\./);
    await expectAccessible();
  });
});
