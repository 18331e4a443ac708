import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Waypost } from '../../api-client/waypost.ts';
import '../../widget/checkpoint-settings.ts';
import { deep, dialog, field, names, search, told } from './checkpoint-settings-page.ts';
import { inPageDemo } from './in-page-demo.ts';
import { all, click, expectAccessible, one, press, settled, show, text } from './page.ts';

const demo = inPageDemo();
const HEAD = 'Name,Reference,Alias\r\n';

afterEach(() => {
  vi.restoreAllMocks();
});

async function shown(username = 'admin', width = 900): Promise<Waypost> {
  const client = demo.clientOf(username, { cache: false, realtime: false });
  await show('waypost-checkpoint-settings', { client }, width);
  await expect.poll(names).toContain('Voucher given');
  return client;
}

async function choose(content: BlobPart, name = 'checkpoints.csv'): Promise<void> {
  const given = new DataTransfer();
  given.items.add(new File([content], name, { type: 'text/csv' }));
  field('file').files = given.files;
  field('file').dispatchEvent(new Event('change', { bubbles: true }));
  await settled();
}

/** The dialog says so. */
async function becomes(words: string | RegExp): Promise<void> {
  await expect.poll(() => text(dialog())).toMatch(words);
}

/** The file that the export gives. */
async function exported(): Promise<File> {
  const made = vi.spyOn(URL, 'createObjectURL').mockReturnValue('#exported');
  await click(one('button', 'Export'));
  await expect.poll(() => text()).toContain('Exported:');
  return new File([made.mock.calls[0]![0] as Blob], 'checkpoints.csv');
}

describe('the export', { timeout: 60_000 }, () => {
  test('has all that the search finds', async () => {
    await shown();
    await search('upsell');
    await expect.poll(names).not.toContain('Customer recognised');
    const found = names();
    const file = await exported();
    const lines = (await file.text()).trim().split('\r\n');
    expect(lines.slice(1)).toHaveLength(found.length);
    expect(text()).toMatch(`Exported: ${found.length} checkpoints, in checkpoints-`);
  });

  test('has more than one answer of the server holds', async () => {
    const client = await shown();
    const rows = Array.from({ length: 450 }, (_, at) => ({
      name: `Plenty ${at}`,
      reference: `plenty-${at}`,
      alias: '',
    }));
    await client.checkpoints.import({ rows });
    await search('plenty-');
    await expect.poll(names).not.toContain('Customer recognised');
    await expect.poll(names).toContain('Plenty 0');
    const file = await exported();
    expect((await file.text()).trim().split('\r\n')).toHaveLength(451);
    await demo.server.services.db
      .deleteFrom('checkpoints')
      .where('reference', 'like', 'plenty-%')
      .execute();
  });

  test('is imported with the same values, formulas included, in French too', async () => {
    document.documentElement.lang = 'fr';
    const client = demo.clientOf('admin', { cache: false, realtime: false });
    const draft = { name: '=1+1;-2 "x"', reference: '+33612345678', alias: "'@a" };
    const { id } = await client.checkpoints.create(draft);
    await show('waypost-checkpoint-settings', { client }, 900);
    await expect.poll(names).toContain(draft.name);
    const made = vi.spyOn(URL, 'createObjectURL').mockReturnValue('#exported');
    await click(one('button', 'Exporter'));
    await expect.poll(() => made.mock.calls.length).toBe(1);
    await client.checkpoints.delete(id);
    await click(one('button', 'Importer…'));
    await choose(made.mock.calls[0]![0] as Blob);
    await becomes('nouveaux : 1');
    await click(one('button', 'Importer'));
    await expect.poll(told).toContain('nouveaux : 1');
    const { items } = await client.checkpoints.list({ search: '33612345678' });
    expect(items).toMatchObject([draft]);
    await client.checkpoints.delete(items[0]!.id);
  });
});

describe('the import', { timeout: 60_000 }, () => {
  test('shows line by line what would change, and does it when that is confirmed', async () => {
    const client = await shown();
    const before = {
      name: 'Customer recognised',
      reference: 'recognised',
      alias: 'Recognised',
    };
    const asItWas = async () => {
      await client.checkpoints.import({ rows: [before] });
      const { items } = await client.checkpoints.list({ search: 'brand-new' });
      for (const { id } of items) await client.checkpoints.delete(id);
    };
    await asItWas(); // also where this is tried again
    await click(one('button', 'Import…'));
    await expectAccessible();
    await choose(
      `${HEAD}Knows us,RECOGNISED,Known\r\nRepair chosen,repair,Repair\r\n<b>New</b>,brand-new,\r\n`,
    );
    await becomes('1 new, 1 changed, 1 unchanged, 0 refused');
    expect(text(dialog())).toMatch(/Line 2 RECOGNISED/);
    expect(text(dialog())).toMatch(
      /Name: “\S*Customer recognised\S*” becomes “\S*Knows us\S*”/,
    );
    expect(text(dialog())).toContain('<b>New</b>');
    // the demo's routings look for it as it is written now
    expect(text(dialog())).toContain('would leave by “Reference not found”');
    await expectAccessible();
    expect((await client.checkpoints.list({ search: 'brand-new' })).items).toEqual([]);

    await click(one('button', 'Import'));
    await expect.poll(told).toContain('Imported: 1 new, 1 changed');
    await expect.poll(names).toContain('Knows us');
    const { items } = await client.checkpoints.list({ search: 'Knows us' });
    expect(items).toMatchObject([{ name: 'Knows us', reference: 'RECOGNISED' }]);
    await asItWas();
  });

  test('with lines that are refused says why, and imports none', async () => {
    const client = await shown();
    await click(one('button', 'Import…'));
    await choose(
      `${HEAD}Good,good-one,\r\n,no name,\r\nA,twin,\r\nB,TWIN,\r\nShort,short\r\nBell\u0007,bell,${'x'.repeat(31)}\r\n`,
    );
    await becomes('1 new, 0 changed, 0 unchanged, 5 refused');
    const words = text(dialog());
    expect(words).toMatch(/Line 3 no name Name: It is empty\. Reference: At most 100 letters/);
    expect(words).toMatch(/Line 5 TWIN Reference: Another line has it, too/);
    expect(words).toMatch(/Line 6 It has 2 cells/);
    expect(words).toMatch(/Line 7 .*Name: It has a line break.* Alias: It has more than 30/);
    expect(all('button', 'Import')).toEqual([]);
    await expectAccessible();
    await press('{Escape}');
    expect((await client.checkpoints.list({ search: 'good-one' })).items).toEqual([]);
  });

  test('of a file that is none says so, and takes another one', async () => {
    await shown();
    await click(one('button', 'Import…'));
    await choose('id;price\n1;2');
    await becomes('The first line has to name the columns Name, Reference and Alias');
    await choose(Uint8Array.from([0xff, 0xfe, 0x41, 0]));
    await becomes('The file is not text in UTF-8.');
    await expectAccessible();
    await choose(`${HEAD}Under warranty,warranty,Warranty\r\n`);
    await becomes(/1 (un)?changed/);
    expect(text(dialog())).not.toContain('UTF-8');
  });

  test('of what is there already has nothing to do', async () => {
    await shown();
    const file = await exported();
    await click(one('button', 'Import…'));
    await choose(await file.arrayBuffer());
    await becomes('All of it is there already.');
    expect(all('button', 'Import')).toEqual([]);
  });

  test('shows anew what it would do when somebody else was faster', async () => {
    const client = await shown();
    const made = await client.checkpoints.create({ name: 'Race', reference: 'race' });
    await click(one('button', 'Import…'));
    await choose(`${HEAD}Race,race,Mine\r\n`);
    await becomes('0 new, 1 changed');
    await client.checkpoints.change(made.id, made.revision, { alias: 'Theirs' });
    await click(one('button', 'Import'));
    await becomes('Checkpoints have changed since you looked.');
    await becomes(/Alias: “\S*Theirs\S*” becomes “\S*Mine\S*”/);
    expect((await client.checkpoints.read(made.id)).alias).toBe('Theirs');
    await click(one('button', 'Import'));
    await expect.poll(told).toContain('1 changed');
    expect((await client.checkpoints.read(made.id)).alias).toBe('Mine');
  });

  test('without a network says so, and keeps the file', async () => {
    await shown();
    await click(one('button', 'Import…'));
    await choose(`${HEAD}Late,late,\r\n`);
    await becomes('1 new');
    demo.server.goOffline();
    await click(one('button', 'Import'));
    await becomes('Nothing was imported. The server cannot be reached.');
    demo.server.goOnline();
    await click(one('button', 'Import'));
    await expect.poll(told).toContain('1 new');
  });

  test('is offered to whom may create and modify', async () => {
    await shown('manager');
    one('button', 'Export');
    expect(all('button', 'Import…')).toEqual([]);
  });

  test.each([
    [320, 'en'],
    [320, 'fr'],
  ])('fits into %i px, %s', async (width, language) => {
    await shown('admin', width);
    document.documentElement.lang = language;
    await settled();
    await click(one('button', /^Import(er)?…$/));
    await choose(`${HEAD}${'Long'.repeat(25)},${'x'.repeat(100)},\r\na,b c,\r\n`);
    await becomes(/1 new|nouveaux : 1/);
    for (const each of deep('dialog'))
      expect(each.scrollWidth).toBeLessThanOrEqual(each.clientWidth);
  });
});
