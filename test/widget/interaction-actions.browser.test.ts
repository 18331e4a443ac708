import { beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { ProblemError, WaypostError } from '../../api-client/errors.ts';
import type { RecordsApi } from '../../api-client/waypost.ts';
import '../../widget/interaction.ts';
import { stillClient } from '../../widget/playground/still-client.ts';
import { stillRecords, type StillRecords } from '../../widget/playground/still-records.ts';
import '../../widget/shared/action-dialog.ts';
import '../../widget/shared/later-tabs.ts';
import {
  all,
  click,
  expectAccessible,
  focused,
  one,
  press,
  resetPage,
  settled,
  show,
  text,
} from './page.ts';
import { data, interaction, me, ZONE } from './samples.ts';

/** An interaction with what it can do; `of` takes the place of some calls. */
async function shown(
  still: Partial<StillRecords> = {},
  of: Partial<RecordsApi> = {},
  width = 320,
) {
  const records = { ...stillRecords({ size: 'few', ...still }), ...of };
  const client = { ...stillClient({ status: 'live' }), records };
  const element = await show(
    'waypost-interaction',
    { data, me, timeZone: ZONE, client },
    width,
  );
  await expect.poll(() => all('button', /Settings/)).toHaveLength(1);
  return element;
}

async function choose(title: RegExp): Promise<void> {
  one('button', /Settings/).focus();
  await press('{Enter}');
  await expect.poll(() => all('menuitem', title)).toHaveLength(1);
  await expect.poll(() => one('menuitem', title).ariaDisabled).toBe('false');
  await click(one('menuitem', title));
  if (!/Unassign/.test(title.source)) await expect.poll(() => dialog()?.open).toBe(true);
}

const dialog = () =>
  document.querySelector('waypost-interaction')?.shadowRoot?.querySelector('dialog');
const field = (name: string) => dialog()?.querySelector(`[name="${name}"]`) as HTMLInputElement;

describe('what can be done to an interaction', () => {
  beforeEach(resetPage);

  test('the menu is opened, walked and left by the keyboard', async () => {
    await shown();
    one('button', /Settings/).focus();
    await press('{Enter}');
    expect(text(focused() as HTMLElement)).toBe('Refresh');
    await press('{End}');
    await expect.poll(() => text(focused() as HTMLElement)).toContain('Unassign the case');
    await expectAccessible();
    await press('{Escape}');
    expect(all('menuitem')).toEqual([]);
    expect(text(focused() as HTMLElement)).toContain('Settings');
  });

  test('what cannot be done says why', async () => {
    await shown();
    await click(one('button', /Settings/));
    await expect
      .poll(() => text(one('menuitem', /^Unassign the case/)))
      .toContain('Nothing is linked that could be taken away.');
    await click(one('menuitem', /^Unassign the case/));
    await expect.poll(() => all('menuitem')).toEqual([]);
    expect(text()).toContain('Nothing is linked that could be taken away.');
  });

  test('a case is looked for while one types, assigned, and taken back', async () => {
    const searched: (string | undefined)[] = [];
    const still = stillRecords({ size: 'few' });
    await shown(
      {},
      {
        searchCases: (id, search) => {
          searched.push(search);
          return still.searchCases(id, search);
        },
      },
    );
    await choose(/^Assign a case/);
    await expect.poll(() => all('button', /^C-1042/)).toHaveLength(1);
    await expectAccessible();
    field('search').focus();
    await userEvent.keyboard('late');
    await expect.poll(() => searched).toEqual(['', 'late']);
    await click(one('button', /^C-1042/));
    await expect.poll(() => text()).toContain('Case C-1042 assigned.');
    await expect.poll(dialog).toBeNull();
    await click(one('button', 'Undo'));
    await expect.poll(() => text()).toContain('Undone. Case C-1042 unassigned.');
  });

  test('the case that is assigned is marked, and not assigned again', async () => {
    const element = await shown();
    const assigned = { id: 'C-1043', reference: 'C-1043', title: 'Parcel', status: 'open' };
    element.data = { ...data, interaction: { ...data.interaction, case: assigned } };
    await choose(/^Assign a case/);
    await expect.poll(() => all('button', /^C-1043/)).toHaveLength(1);
    expect(text(one('button', /^C-1043/))).toContain('assigned');
    expect(text(one('button', /^C-1042/))).not.toContain('assigned');
    await click(one('button', /^C-1043/));
    expect(dialog()?.open).toBe(true);
    await expectAccessible();
  });

  test('a case is created by its form; what is missing is said at its field', async () => {
    const made: unknown[] = [];
    await shown(
      {},
      {
        createCase: async (_id, creation) => {
          made.push(creation);
          return stillRecords({ size: 'few' }).createCase(_id, creation);
        },
      },
    );
    await choose(/^Create a case/);
    await click(one('button', 'Create and assign'));
    expect(focused()).toBe(field('title'));
    expect(all('button', 'Create and assign')).toHaveLength(1);
    expect(text(dialog() as HTMLElement)).toContain('Title (required) Fill this in.');
    await expectAccessible();
    field('title').value = 'Late parcel';
    field('values.order').value = 'C-20418';
    await click(one('button', 'Create and assign'));
    await expect.poll(() => text()).toContain('Case C-1044 created and assigned.');
    expect(made).toMatchObject([
      { typeId: 'type', title: 'Late parcel', values: { order: 'C-20418' }, instead: null },
    ]);
  });

  test('what was typed stays when it is refused, and when the interaction ends meanwhile', async () => {
    const refusal = new ProblemError({
      type: 'urn:waypost:problem:invalid-input',
      title: 'Invalid',
      status: 422,
      detail: 'Look at the fields.',
      errors: [{ path: 'values.order', message: 'There is no such order.' }],
    });
    const element = await shown({}, { createCase: () => Promise.reject(refusal) });
    await choose(/^Create a case/);
    field('title').value = 'Late parcel';
    field('values.order').value = 'X';
    await click(one('button', 'Create and assign'));
    await expect.poll(() => text(dialog() as HTMLElement)).toContain('There is no such order.');
    element.data = {
      ...data,
      interaction: interaction({
        revision: 2,
        status: 'processed',
        endedAt: '2026-11-20T15:06:09.000Z',
      }),
    };
    await settled();
    expect(field('title').value).toBe('Late parcel');
    expect(field('values.order').value).toBe('X');
    expect(dialog()?.open).toBe(true);
  });

  test('a card is created with the fields of its kind', async () => {
    await shown();
    await choose(/^Create a CRM record/);
    expect(text(dialog() as HTMLElement)).toContain('Name (required)');
    field('values.name').value = 'Nadia Achour';
    await click(one('button', 'Create and assign'));
    await expect.poll(() => text()).toContain('Card “Nadia Achour” created and assigned.');
  });

  test('a payment is asked for, for an open invoice or an amount', async () => {
    const asked: unknown[] = [];
    await shown(
      {},
      {
        createPayment: async (id, creation) => {
          asked.push(creation);
          return stillRecords({ size: 'few' }).createPayment(id, creation);
        },
      },
    );
    await choose(/^Create a payment/);
    await expectAccessible();
    const subject = field('subject') as unknown as HTMLSelectElement;
    subject.value = 'amount';
    subject.dispatchEvent(new Event('change', { bubbles: true }));
    await settled();
    await click(one('button', 'Ask for the payment'));
    expect(text(dialog() as HTMLElement)).toContain('Fill this in.');
    field('subject.amount').value = '19,90';
    await click(one('button', 'Ask for the payment'));
    await expect.poll(() => text()).toContain('Payment of 129.90 EUR asked for.');
    expect(asked).toMatchObject([
      {
        moduleId: 'module',
        subject: { type: 'amount', amount: '19,90', currency: 'EUR' },
        send: 'conversation',
      },
    ]);
  });

  test('a card is unassigned at once; a refusal is said', async () => {
    await shown({ fails: true });
    await choose(/^Unassign the CRM record/);
    await expect.poll(() => text()).toContain('Somebody else changed it a moment ago.');
  });

  test('own buttons lead to their address, say why they do not, and tell how a call went', async () => {
    await shown({}, {}, 1000);
    await expect.poll(() => all('link', 'Track the parcel')).toHaveLength(1);
    await click(one('button', 'Refund'));
    await expect.poll(() => text()).toContain('“Refund” is done. Refunded: 129.90');
    await click(one('button', 'Report to the depot'));
    expect(text()).toContain('A value that the address needs is missing.');
    await expectAccessible();
  });

  test('a call that fails says so', async () => {
    await shown({ fails: true }, {}, 1000);
    await expect.poll(() => all('button', 'Refund')).toHaveLength(1);
    await click(one('button', 'Refund'));
    await expect.poll(() => text()).toContain('“Refund” failed: The web service answered 503.');
  });

  test('settings that could not be loaded say why', async () => {
    await shown({}, { settings: () => Promise.reject(new WaypostError('fault', 'Oh.')) });
    await click(one('button', /Settings/));
    await expect
      .poll(() => text())
      .toContain('The server made a mistake, and noted it. Try again');
  });
});
