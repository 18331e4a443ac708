import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { passwordMatches } from '../../../mock-server/access/passwords.ts';
import { createServices } from '../../../mock-server/create-services.ts';
import { welcome } from '../../../mock-server/demo/welcome.ts';
import { WaypostServer } from '../../../mock-server/server.ts';
import type { Services } from '../../../mock-server/services.ts';
import { setUpCode } from '../../../mock-server/set-up/set-up-code.ts';
import { openPostgres } from '../../../mock-server/storage/postgres.ts';
import { freshDatabase } from '../../helpers/database.ts';

const right = {
  organisation: 'Atelier du Nord',
  language: 'fr',
  timeZone: 'Europe/Paris',
  region: 'FR',
  currency: 'EUR',
  name: 'Inès Caron',
  username: 'ines',
  email: 'ines@atelier.example',
  password: 'a dozen letters and more',
};

let services: Services;
let server: WaypostServer;
let url: string;
let address: string;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await freshDatabase();
  drop = database.drop;
  const db = openPostgres(database.url, { connections: 4 });
  services = await createServices({ db, log: { info() {}, warn() {}, error: console.error } });
  server = new WaypostServer();
  url = `http://127.0.0.1:${await server.listen(0)}`;
  server.serve(services);
  address = `${url}/auth/set-up?code=${await setUpCode(db)}`;
});
afterEach(() => sql`truncate organisations cascade`.execute(services.db));
afterAll(async () => {
  await server.close();
  await services.db.destroy();
  await drop();
});

const send = (changes: Partial<typeof right> = {}, to = address) =>
  fetch(to, {
    method: 'POST',
    body: new URLSearchParams({ ...right, ...changes }),
    redirect: 'manual',
  });
const organisations = () => services.db.selectFrom('organisations').selectAll().execute();

describe('an empty server', () => {
  it('shows in its terminal where it is set up', async () => {
    const said = await welcome(services, 4000, { traffic: true });

    expect(said).toContain(`http://localhost:4000${address.slice(url.length)}`);
  });

  it('says on its sign-in where that is found', async () => {
    const asked = new URLSearchParams({
      ...{ response_type: 'code', client_id: 'maker', state: 's' },
      ...{ redirect_uri: `${url}/maker`, code_challenge_method: 'S256' },
      code_challenge: 'x'.repeat(43),
    });
    const page = await (await fetch(`${url}/auth/authorize?${asked}`)).text();

    expect(page).toContain('not set up yet');
  });

  it('gets its organisation, roles, a profile, and an administrator who can sign in', async () => {
    const response = await send();

    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('../maker?lang=fr');
    expect(await organisations()).toMatchObject([
      { name: 'Atelier du Nord', time_zone: 'Europe/Paris', languages: ['fr', 'en'] },
    ]);
    const roles = await services.db.selectFrom('roles').select('name').execute();
    expect(roles.map(({ name }) => name).sort()).toEqual([
      'Administrateur',
      'Conseiller',
      'Responsable d’équipe',
    ]);
    const session = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'ines', password: right.password }),
    });
    expect(await session.json()).toMatchObject({
      user: {
        type: 'administrator',
        language: 'fr',
        rights: { routings: ['read', 'create', 'modify', 'delete'] },
        profiles: [{ historyOfInteractions: true }],
      },
    });
  });

  it('keeps the password as its hash alone', async () => {
    await send();

    const [user] = await services.db.selectFrom('users').selectAll().execute();
    expect(JSON.stringify(user)).not.toContain(right.password);
    expect(await passwordMatches(right.password, user!.password_hash!)).toBe(true);
  });

  it('is set up once, however many send at the same time', async () => {
    const answers = await Promise.all(
      ['One', 'Two', 'Three'].map((organisation) => send({ organisation })),
    );

    // Who comes when it was just made is told so.
    for (const { status } of answers) expect([303, 200]).toContain(status);
    expect(await organisations()).toHaveLength(1);
    expect(await services.db.selectFrom('users').selectAll().execute()).toHaveLength(1);
  });
});

describe('what is wrong', () => {
  it.each([
    ['organisation', '  ', 'Give the organisation a name'],
    ['language', 'de', 'Choose one of the languages'],
    ['timeZone', 'Europe/Nowhere', 'Choose one of the time zones'],
    ['region', 'XX', 'Choose one of the countries'],
    ['currency', 'XXX9', 'Choose one of the currencies'],
    ['name', 'n'.repeat(101), 'Say your name'],
    ['username', 'two words', 'without blanks'],
    ['email', 'nobody', 'no e-mail address'],
    ['password', 'eleven char', 'of 12 to 200 characters'],
  ])(
    'with %s is said at its field, the rest stays, and nothing is made',
    async (field, value, sentence) => {
      const response = await send({ [field]: value });

      const page = await response.text();
      expect(response.status).toBe(422);
      expect(page).toContain(sentence);
      expect(page.match(/aria-invalid/g)).toHaveLength(1);
      expect(page).not.toContain(right.password);
      if (field !== 'username') expect(page).toContain('value="ines"');
      expect(await organisations()).toEqual([]);
    },
  );

  it('is written as text', async () => {
    const page = await (await send({ organisation: '"><b>', email: 'x' })).text();

    expect(page).not.toContain('"><b>');
  });

  it.each(['', '?code=', '?code=guessed'])(
    'without the code (%s) shows no form',
    async (query) => {
      const there = `${url}/auth/set-up${query}`;
      const response = await fetch(there);

      expect(response.status).toBe(403);
      expect(await response.text()).not.toContain('<form');
      expect((await send({}, there)).status).toBe(403);
      expect(await organisations()).toEqual([]);
    },
  );
});

it('is over once there is an organisation', async () => {
  await send();
  const again = await send({ organisation: 'Another', username: 'other' });

  expect(again.status).toBe(200);
  expect(await again.text()).toContain('href="../maker"');
  expect(await organisations()).toHaveLength(1);
  expect(await welcome(services, 4000, { traffic: true })).not.toContain('set-up');
});

it('speaks French, and offers what the browser’s language lets expect', async () => {
  const page = await (
    await fetch(address, { headers: { 'accept-language': 'fr-CH,fr;q=0.9' } })
  ).text();

  expect(page).toContain('<html lang="fr">');
  expect(page).toMatch(/value="CH"\s+selected/);
  expect(page).toMatch(/value="CHF"\s+selected/);
  expect(page).toMatch(/value="fr"\s+selected/);
});
