import { describe, expect, test } from 'vitest';
import type { Checkpoint } from '../../api-client/contract/checkpoint.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import type { WaypostCheckpointSettings } from '../../widget/checkpoint-settings.ts';
import '../../widget/checkpoint-settings.ts';
import {
  deep,
  dialog,
  field,
  fill,
  listed,
  names,
  search,
  told,
} from './checkpoint-settings-page.ts';
import { inPageDemo } from './in-page-demo.ts';
import {
  all,
  click,
  expectAccessible,
  focused,
  heard,
  one,
  press,
  show,
  text,
} from './page.ts';

const demo = inPageDemo();
const clientOf = (username: string): Waypost =>
  demo.clientOf(username, { cache: false, realtime: false });

async function shown(
  username = 'admin',
  properties: Partial<WaypostCheckpointSettings> = {},
): Promise<Waypost> {
  const client = clientOf(username);
  await show('waypost-checkpoint-settings', { client, ...properties }, 900);
  return client;
}

describe('<waypost-checkpoint-settings>', { timeout: 60_000 }, () => {
  describe('the list', () => {
    test('shows name, reference and alias, and sorts by each', async () => {
      await shown();
      await listed();
      expect(names()).toEqual([...names()].sort((a, b) => a.localeCompare(b)));
      await click(one('button', 'Reference'));
      await expect.poll(() => text(deep('tbody .reference')[0])).toBe('call-back-accepted');
      await click(one('button', 'Reference'));
      await expect.poll(() => text(deep('tbody .reference')[0])).toBe('warranty');
      expect(deep('th[aria-sort=descending]').map((head) => text(head))).toEqual(['Reference']);
      await expectAccessible();
    });

    test('finds by a part of the name or of the reference, without accents', async () => {
      await shown();
      await listed();
      await search('OFFÉR');
      await expect.poll(names).not.toContain('Customer recognised');
      expect(names()).toContain('Upsell offered, version A');
      await search('nothing has this');
      await expect
        .poll(() => text())
        .toContain('No name or reference has “nothing has this” in it');
      await click(one('button', 'Show all'));
      await listed();
    });

    test('without a network says so, and goes on when it is there', async () => {
      await shown();
      await listed();
      demo.server.goOffline();
      await search('upsell');
      await expect.poll(() => text()).toContain('The server cannot be reached.');
      demo.server.goOnline();
      await click(one('button', 'Try now'));
      await expect.poll(names).toContain('Upsell accepted');
      expect(names()).not.toContain('Customer recognised');
    });
  });

  describe('by right', () => {
    test('who may only read sees nothing that cannot be done', async () => {
      await shown('manager');
      await listed();
      expect(all('button', /New checkpoint|Edit|Duplicate|Delete/)).toEqual([]);
      expect(deep('input[type=checkbox]')).toEqual([]);
      await click(one('button', 'Customer recognised'));
      expect(field('name').readOnly).toBe(true);
      expect(all('button', 'Save')).toEqual([]);
      await expect.poll(() => text(dialog())).toMatch(/actions? uses? it/);
    });

    test('who may not read is told whom to ask', async () => {
      await shown('agent');
      await expect.poll(() => text()).toContain('Your role does not include checkpoints');
    });
  });

  describe('one that is made', () => {
    test('is there, and the form says what is wrong before', async () => {
      await shown();
      await listed();
      await click(one('button', '+ New checkpoint'));
      await expectAccessible();
      await fill({ name: ' ', reference: 'não' });
      await click(one('button', 'Save'));
      expect(text(dialog())).toContain('Fill this in.');
      expect(text(dialog())).toContain('Only letters without accents');
      expect(focused()).toBe(field('name'));
      await fill({ name: 'Gold member', reference: 'RECOGNISED', alias: 'Gold' });
      await click(one('button', 'Save'));
      // a twin, but for its case
      await expect.poll(() => field('reference').getAttribute('aria-invalid')).toBe('true');
      expect(field('name').value).toBe('Gold member');
      await fill({ reference: 'gold' });
      await press('{Enter}');
      await expect.poll(told).toBe('“Gold member” was made.');
      await expect.poll(names).toContain('Gold member');
    });

    test('is a copy only once name and reference are its own', async () => {
      await shown();
      await listed();
      await click(one('button', 'Duplicate: Under warranty'));
      await click(one('button', 'Save'));
      expect(text(dialog())).toContain('Give the copy a name of its own.');
      expect(text(dialog())).toContain('Give the copy a reference of its own.');
      await fill({ name: 'Long warranty', reference: 'warranty-long' });
      await click(one('button', 'Save'));
      await expect.poll(names).toContain('Long warranty');
    });
  });

  describe('one that is changed', () => {
    const made = (client: Waypost, reference: string): Promise<Checkpoint> =>
      client.checkpoints.create({ name: `Made ${reference}`, reference, alias: null });

    test('by two at once shows both, and keeps the one that is chosen', async () => {
      const client = await shown();
      await listed();
      const checkpoint = await made(client, 'twice');
      await search('Made twice');
      await expect.poll(names).toEqual(['Made twice']);
      await click(one('button', 'Edit: Made twice'));
      await client.checkpoints.change(checkpoint.id, checkpoint.revision, { alias: 'Theirs' });
      await fill({ alias: 'Mine' });
      await click(one('button', 'Save'));
      await expect.poll(() => text(dialog())).toMatch(/Inès Caron changed it .+ ago/);
      expect(text(dialog())).toContain('Theirs');
      await expectAccessible();
      await click(one('button', 'Save mine over it'));
      await expect.poll(told).toBe('“Made twice” was changed.');
      expect((await client.checkpoints.read(checkpoint.id)).alias).toBe('Mine');
    });

    test('is still there to go on with after the page was loaded anew', async () => {
      const client = await shown();
      await listed();
      const checkpoint = await made(client, 'unsaved');
      await search('Made unsaved');
      await expect.poll(names).toEqual(['Made unsaved']);
      await click(one('button', 'Edit: Made unsaved'));
      await fill({ name: 'Half typ' });
      await shown();
      await expect
        .poll(() => text())
        .toContain('What you wrote on “Made unsaved” is not saved yet.');
      await click(one('button', 'Go on'));
      expect(field('name').value).toBe('Half typ');
      await click(one('button', 'Cancel'));
      expect(text()).not.toContain('is not saved yet');
      expect((await client.checkpoints.read(checkpoint.id)).name).toBe('Made unsaved');
    });

    test('goes on by its address, too, with what was typed before', async () => {
      const client = await shown();
      await listed();
      const { id } = await made(client, 'reloaded');
      await shown('admin', { checkpointId: id });
      await expect.poll(() => field('name')?.value).toBe('Made reloaded');
      await fill({ name: 'Typed before' });
      await shown('admin', { checkpointId: id });
      await expect.poll(() => field('name')?.value).toBe('Typed before');
      expect(text(dialog())).toContain('What you wrote before is here again.');
    });

    test('keeps what was typed when another one is looked at, or its address is left', async () => {
      await shown();
      await listed();
      await click(one('button', '+ New checkpoint'));
      await fill({ name: 'Not done yet' });
      await press('{Escape}');
      await click(one('button', 'Edit: Upsell declined'));
      await fill({ alias: 'Declined' });
      const element = document.querySelector('waypost-checkpoint-settings')!;
      element.checkpointId = '';
      await expect.poll(() => deep('dialog')).toEqual([]);
      expect(text()).toContain('A new checkpoint is not saved yet.');
      await click(one('button', 'Edit: Upsell declined'));
      expect(field('alias').value).toBe('Declined');
      await click(one('button', 'Save'));
      await expect.poll(told).toBe('“Upsell declined” was changed.');
      await expect.poll(() => all('button', 'Go on')).toHaveLength(1);
      await click(one('button', 'Go on'));
      expect(field('name').value).toBe('Not done yet');
    });

    test('stays when the one before it is told only then that it was closed', async () => {
      await shown();
      await listed();
      await click(one('button', '+ New checkpoint'));
      const before = deep('dialog')[0]!;
      await click(one('button', 'Edit: Repair chosen'));
      before.dispatchEvent(new Event('close'));
      await expect.poll(() => field('reference')?.value).toBe('repair');
    });

    test('that cannot be asked for now is opened when it can', async () => {
      const client = clientOf('admin');
      const { id } = await made(client, 'later');
      await shown();
      await listed();
      demo.server.goOffline();
      document.querySelector('waypost-checkpoint-settings')!.checkpointId = id;
      await expect.poll(told).toContain('Could not open the checkpoint.');
      demo.server.goOnline();
      await click(one('button', 'Try now'));
      await expect.poll(() => field('reference')?.value).toBe('later');
    });

    test('stays as it was typed when the right is taken away meanwhile', async () => {
      const client = await shown();
      await listed();
      await click(one('button', 'Edit: Voucher given'));
      await fill({ name: 'Voucher sent' });
      const me = client.me.state.data!;
      const rights = (checkpoints: string[]) =>
        demo.server.services.db
          .updateTable('roles')
          .set({ rights: JSON.stringify({ ...me.rights, checkpoints }) })
          .where('id', '=', me.role.id)
          .execute();
      await rights(['read']);
      await click(one('button', 'Save'));
      await expect.poll(() => text(dialog())).toContain('Your role does not allow this.');
      expect(field('name').value).toBe('Voucher sent');
      await rights(me.rights.checkpoints!);
    });

    test('opens by its id, and tells which one is open', async () => {
      const client = clientOf('admin');
      const { id } = await made(client, 'addressed');
      const opened = heard('waypost-checkpoint-chosen');
      await shown('admin', { checkpointId: id });
      expect((await opened).checkpointId).toBe(id);
      await expect.poll(() => field('reference')?.value).toBe('addressed');
      const closed = heard('waypost-checkpoint-chosen');
      await press('{Escape}');
      expect((await closed).checkpointId).toBeUndefined();
    });
  });

  describe('one that is deleted', () => {
    test('says where it is used, and wants that to be known', async () => {
      await shown();
      await listed();
      await click(one('button', 'Delete: Photo requested'));
      await expect.poll(() => text(dialog())).toContain('After-sales');
      await expectAccessible();
      await click(one('button', 'Delete'));
      expect(focused()).toBe(field('confirmed'));
      await click(field('confirmed'));
      await click(one('button', 'Delete'));
      await expect.poll(told).toContain('“Photo requested” was deleted.');
      await expect.poll(names).not.toContain('Photo requested');
    });

    test('several go together or not at all', async () => {
      const client = await shown();
      const first = await client.checkpoints.create({ name: 'Zebra 1', reference: 'zebra-1' });
      await client.checkpoints.create({ name: 'Zebra 2', reference: 'zebra-2' });
      await search('zebra');
      await expect.poll(names).toEqual(['Zebra 1', 'Zebra 2']);
      await click(deep('th.pick input')[0]!);
      expect(text()).toContain('2 selected');
      await click(one('button', 'Delete…'));
      await expect.poll(() => text(dialog())).toContain('No action uses any of them.');
      await client.checkpoints.delete(first.id);
      await click(one('button', 'Delete'));
      await expect.poll(() => text(dialog())).toContain('Nothing was deleted.');
      await press('{Escape}');
      await search('zebra ');
      await client.checkpoints.create({ name: 'Zebra 3', reference: 'zebra-3' });
      await search('Zebra');
      await expect.poll(names).toEqual(['Zebra 2', 'Zebra 3']);
      await click(deep('th.pick input')[0]!);
      await click(one('button', 'Delete…'));
      await expect.poll(() => all('button', 'Delete').length).toBe(1);
      await click(one('button', 'Delete'));
      await expect.poll(told).toBe('2 checkpoints were deleted.');
    });
  });
});
