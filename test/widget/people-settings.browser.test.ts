import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { startInPage, type InPageServer } from '../../mock-server/browser/start.ts';
import '../../widget/entity-settings.ts';
import { peopleKindWords } from '../../widget/shared/people-words.ts';
import {
  cleanPage,
  clientOf,
  deep,
  dialog,
  element,
  field,
  fill,
  form,
  formThere,
  found,
  inForm,
  leavePage,
  names,
  showSettings,
  told,
} from './entity-page.ts';
import { all, click, expectAccessible, focused, one, press, text } from './page.ts';

/* Users, teams, roles and profiles in <waypost-entity-settings>, with the whole server in the page. */

const SECRET = 'a long enough one';
let server: InPageServer;

beforeAll(async () => {
  server = await startInPage({ snapshot: '/demo-snapshot.tar.gz' });
});
afterAll(() => server?.stop());
beforeEach(cleanPage);
afterEach(leavePage);

async function pick(id: string, name: string): Promise<void> {
  await userEvent.fill(inForm(id), name);
  await expect.poll(() => all('option', new RegExp(name)).length).toBeGreaterThan(0);
  await press('{Enter}');
}

async function search(words: string): Promise<void> {
  await expect.poll(names).not.toEqual([]);
  await userEvent.fill(deep('input[type=search]')[0]!, words);
}

const box = (label: string): HTMLElement =>
  form().renderRoot.querySelector<HTMLElement>(`[aria-label='${label}']`)!;

describe('people in <waypost-entity-settings>', { timeout: 90_000 }, () => {
  test('a user is made with role, profiles and a password, which is kept nowhere', async () => {
    const client = await showSettings(server, 'users');
    await click(await found('button', '+ New: User'));
    await formThere();
    await expectAccessible();
    fill({ name: 'Nora Brandt' });
    await click(one('button', 'Save'));
    await expect.poll(focused).toBe(inForm('username'));
    await userEvent.fill(inForm('username'), 'nora-in-page');
    await pick('roleId', 'Advisor');
    await pick('profileIds', 'Delivery');
    await pick('profileIds', 'After-sales');
    await click(await found('button', 'Remove: Delivery'));
    expect(focused()).toBe(inForm('profileIds'));
    expect(inForm('signIn.password').type).toBe('password');
    await userEvent.fill(inForm('signIn.password'), SECRET);
    expect(JSON.stringify({ ...sessionStorage })).toContain('nora-in-page');
    expect(JSON.stringify({ ...sessionStorage })).not.toContain(SECRET);
    await click(one('button', 'Save'));
    await expect.poll(told).toBe('“Nora Brandt” was made.');

    const { items } = await client.people.list('users', { search: 'nora-in-page' });
    const { definition } = await client.people.read('users', items[0]!.id);
    expect(definition).toMatchObject({ signIn: { by: 'password', password: null } });
    expect(definition['profileIds']).toHaveLength(1);
  });

  test('what the server refuses stands beside its field', async () => {
    await showSettings(server, 'users');
    await search('Inès Caron');
    await expect.poll(names).toEqual(['Inès Caron']);
    await click(one('button', 'Edit: Inès Caron'));
    await formThere();
    await click(inForm('active'));
    await click(one('button', 'Save'));
    await expect
      .poll(() => text(dialog()))
      .toContain('You cannot switch yourself off. Somebody else has to do it.');
  });

  test('a role’s rights are a grid, whose boxes say part and right', async () => {
    const client = await showSettings(server, 'roles');
    await click(await found('button', '+ New: Role'));
    await formThere();
    await expectAccessible();
    fill({ name: 'Editor' });
    box('Checkpoints: Read').focus();
    await press(' ');
    await click(box('Secrets: Modify'));
    expect(box('Secrets: Create')).toBeNull();
    await click(one('button', 'Save'));
    await expect.poll(told).toBe('“Editor” was made.');
    const { items } = await client.people.list('roles', { search: 'Editor' });
    const { definition } = await client.people.read('roles', items[0]!.id);
    expect(definition).toMatchObject({
      rights: { checkpoints: ['read'], secrets: ['modify'], interactions: [] },
    });
  });

  test('a profile that users have is deleted with another in its place', async () => {
    const client = clientOf(server);
    const add = (kind: string, name: string, definition: object = {}) =>
      client.people.create(kind, { name, definition: { ...definition } });
    const [gone] = [await add('profiles', 'Gone'), await add('profiles', 'Next')];
    const role = (await client.people.list('roles', { search: 'Advisor' })).items[0]!;
    const user = await add('users', 'Max', {
      username: 'max-in-page',
      roleId: role.id,
      profileIds: [gone.id],
      signIn: { by: 'provider' },
    });

    await showSettings(server, 'profiles');
    await click(await found('button', 'Delete: Gone'));
    await expect.poll(() => text(dialog())).toContain('Max');
    await expectAccessible();
    await click(one('button', 'Delete'));
    await expect.poll(() => text(dialog())).toContain('Choose what its users get.');
    expect(focused()).toBe(field('replace-by'));
    await userEvent.selectOptions(field('replace-by'), 'Next');
    await click(one('button', 'Delete'));
    await expect.poll(told).toBe('“Gone” was deleted.');
    const { definition } = await client.people.read('users', user.id);
    expect(definition['profileIds']).not.toContain(gone.id);
  });

  test('a user of the past cannot be deleted, and it is said what to do instead', async () => {
    await showSettings(server, 'users');
    await search('agent');
    await expect.poll(() => names().length).toBe(1);
    await click(all('button', /^Delete: /)[0]!);
    await expect.poll(() => text(dialog())).toContain('Interactions of the past name this');
    expect(all('button', 'Delete')).toEqual([]);
    await expectAccessible();
    await click(one('button', 'Switch off instead'));
    await expect.poll(told).toMatch(/is switched off, and can be switched on again\.$/);
    await expect.poll(() => text()).toContain('Switched off');
    await click(all('button', /^Delete: /)[0]!);
    await expect.poll(() => text(dialog())).toContain('They are switched off: nobody can');
    expect(all('button', 'Switch off instead')).toEqual([]);
  });

  test('who would switch themselves off is told why they cannot', async () => {
    await showSettings(server, 'users');
    await search('Inès Caron');
    await expect.poll(names).toEqual(['Inès Caron']);
    await click(one('button', 'Delete: Inès Caron'));
    await click(await found('button', 'Switch off instead'));
    await expect
      .poll(() => text(dialog()))
      .toContain('Not switched off. You cannot switch yourself off.');
    await expectAccessible();
  });

  test('both are shown when somebody else was faster, and no password', async () => {
    const client = await showSettings(server, 'users');
    const [role, profile] = [
      (await client.people.list('roles', { search: 'Advisor' })).items[0]!,
      (await client.people.list('profiles')).items[0]!,
    ];
    const user = await client.people.create('users', {
      name: 'Twice',
      definition: {
        username: 'twice-in-page',
        roleId: role.id,
        profileIds: [profile.id],
        signIn: { by: 'password', password: SECRET },
      },
    });
    await element().refresh();
    await search('Twice');
    await click(await found('button', 'Edit: Twice'));
    await formThere();
    await client.people.change('users', user.id, 1, { name: 'Thrice' });
    await userEvent.fill(inForm('email'), 'mine@example.com');
    await userEvent.fill(inForm('signIn.password'), 'another long one');
    await click(one('button', 'Save'));
    await expect.poll(() => text(dialog())).toMatch(/changed it .+ ago/);
    expect(text(dialog())).toContain('E-mail address – mine@example.com');
    expect(text(dialog())).not.toContain('another long one');
    await click(one('button', 'Save mine over it'));
    await expect.poll(told).toBe('“Twice” was changed.');
  });

  test('a team’s members are seen by name, added and removed', async () => {
    const client = clientOf(server);
    const { items } = await client.people.list('users', { search: 'Inès Caron' });
    const team = await client.people.create('teams', {
      name: 'Night',
      definition: { memberIds: [items[0]!.id] },
    });
    await showSettings(server, 'teams');
    await click(await found('button', 'Edit: Night'));
    await formThere();
    await found('button', 'Remove: Inès Caron');
    await pick('memberIds', 'Marc Delmas');
    await click(await found('button', 'Remove: Inès Caron'));
    await expectAccessible();
    await click(one('button', 'Save'));
    await expect.poll(told).toBe('“Night” was changed.');
    const marc = (await client.people.list('users', { search: 'Marc Delmas' })).items[0]!;
    const { definition } = await client.people.read('teams', team.id);
    expect(definition).toEqual({ memberIds: [marc.id] });
  });

  test('the users that a search finds go into a file that calculates nothing', async () => {
    const client = clientOf(server);
    const role = (await client.people.list('roles', { search: 'Advisor' })).items[0]!;
    const profile = (await client.people.list('profiles', { search: 'Delivery' })).items[0]!;
    const user = await client.people.create('users', {
      name: '=1+1, "Eve"',
      definition: {
        username: 'eve-in-page',
        email: 'eve@acme.example',
        roleId: role.id,
        profileIds: [profile.id],
        signIn: { by: 'provider' },
        active: false,
      },
    });
    await client.people.create('teams', {
      name: 'Dawn',
      definition: { memberIds: [user.id] },
    });
    const saved = vi.spyOn(URL, 'createObjectURL');
    await showSettings(server, 'users');
    await search('eve-in-page');
    await expect.poll(() => names().length).toBe(1);
    expect(all('button', 'Import…')).toEqual([]);
    await click(one('button', 'Export'));
    await expect.poll(() => text()).toContain('Exported: 1 user, in users-');
    expect(await (saved.mock.calls[0]![0] as Blob).text()).toBe(
      'Name,User name,E-mail address,Role,Teams,Profiles,Active\r\n' +
        `"'=1+1, ""Eve""",eve-in-page,eve@acme.example,${role.name},Dawn,Delivery,No\r\n`,
    );
    saved.mockRestore();
  });

  test('who has no right on users sees none', async () => {
    await showSettings(server, 'users', { username: 'manager' });
    await expect.poll(() => text()).toContain('Your role does not include these settings');
  });

  test.each(['en', 'fr'])(
    'has no barriers in any kind, in a narrow place: %s',
    async (lang) => {
      document.documentElement.lang = lang;
      for (const { path } of peopleKindWords()) {
        await showSettings(server, path, { width: 320 });
        await expectAccessible();
        await click(await found('button', /^\+ (New|Nouveau)/));
        await formThere();
        await expectAccessible();
        expect(dialog().scrollWidth).toBeLessThanOrEqual(dialog().clientWidth);
        expect(form().scrollWidth).toBeLessThanOrEqual(form().clientWidth);
        await click(one('button', /Cancel|Abandonner/));
      }
    },
  );
});
