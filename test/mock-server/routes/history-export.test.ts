import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endpoints } from '../../../api-client/contract/endpoints.ts';
import { changeRole } from '../../../mock-server/storage/users.ts';
import { DemoServer } from '../../helpers/demo-server.ts';

let server: DemoServer;
let admin = '';
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 40 });
  admin = (await server.signIn('admin')).accessToken;
});
afterAll(() => server.stop());

function open(query: Record<string, string>, token = admin, signal?: AbortSignal) {
  return fetch(
    `${server.url}${endpoints.exportInteractions.path}?${new URLSearchParams(query)}`,
    {
      headers: { authorization: `Bearer ${token}` },
      ...(signal ? { signal } : {}),
    },
  );
}

/** The cells of a file, as RFC 4180 has them. */
function cellsOf(csv: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g,
  )) {
    lines.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') lines.push([]);
    if (end === '') break;
  }
  expect(lines.pop()).toEqual(['']); // the last line ends like every other
  return lines;
}

async function read(query: Record<string, string>, token = admin) {
  const response = await open(query, token);
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [head, ...lines] = cellsOf(new TextDecoder().decode(bytes)) as [
    string[],
    ...string[][],
  ];
  return { response, head, lines };
}

async function store(columns: Record<string, string>) {
  const { db } = server.services;
  const {
    rows: [row],
  } = await sql<{ id: string }>`
    select id from interactions where ended_at is not null order by id limit 1`.execute(db);
  await db.updateTable('interactions').set(columns).where('id', '=', row!.id).execute();
  return row!.id;
}

it('an export has a line for each interaction that the list shows, in its order', async () => {
  const query = { sort: '-contact', flow: 'chat-messaging' };
  const { response, head, lines } = await read(query);
  const { body } = await server.call('listInteractions', {
    token: admin,
    query: { ...query, limit: '200' },
  });
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(response.headers.get('waypost-rows')).toBe(String(body.items.length));
  expect(lines.map(([id]) => id)).toEqual(body.items.map(({ id }: { id: string }) => id));
  expect(lines.length).toBeGreaterThan(5);
  expect(new Set(lines.map(({ length }) => length))).toEqual(new Set([head.length]));
});

it('an export speaks the language and shows the clocks that it was asked for', async () => {
  const id = await store({ started_at: '2026-11-20T16:02:11.000Z', status: 'processed' });
  const english = await read({ id, timeZone: 'America/New_York' });
  expect(english.head.slice(0, 5)).toEqual([
    'Id',
    'Start (America/New_York)',
    'End (America/New_York)',
    'Flow',
    'Status',
  ]);
  expect(english.lines[0]![1]).toBe('2026-11-20 11:02:11');
  const french = await read({ id, language: 'fr' });
  expect(french.head.slice(1, 5)).toEqual([
    'Début (Europe/Paris)',
    'Fin (Europe/Paris)',
    'Flux',
    'Statut',
  ]);
  expect([french.lines[0]![1], french.lines[0]![4]]).toEqual([
    '20/11/2026 17:02:11',
    'Traitée',
  ]);
});

it('names checkpoints and their times', async () => {
  const { body } = await server.call('listInteractions', {
    token: admin,
    query: { sort: '-checkpoints', limit: '1' },
  });
  const [{ id, checkpoints }] = body.items;
  const { lines } = await read({ id, timeZone: 'UTC' });
  const [names, times] = lines[0]!.slice(-2);
  expect(checkpoints.length).toBeGreaterThan(2);
  expect(names).toBe(checkpoints.map(({ name }: { name: string }) => name).join('; '));
  expect(times).toBe(
    checkpoints
      .map(({ attachedAt }: { attachedAt: string }) =>
        attachedAt.slice(0, 19).replace('T', ' '),
      )
      .join('; '),
  );
});

it('a cell that a spreadsheet would calculate is made harmless, a phone number is not touched', async () => {
  const id = await store({
    contact_name: '=HYPERLINK("http://x","y")',
    contact_phone: '+33612345678',
    voice_campaign: '@sum',
    status_reason: '＝1+1',
  });
  const { lines } = await read({ id });
  expect(lines[0]).toContain("'＝1+1");
  expect(lines[0]).toContain('\'=HYPERLINK("http://x","y")');
  expect(lines[0]).toContain('+33612345678');
  expect(lines[0]).toContain("'@sum");
});

it('nor is there a formula where a spreadsheet divides cells at semicolons and lines', async () => {
  const id = await store({
    contact_name: 'Zoé;=1+1; =2+2;-3;"=0',
    status_reason: 'one\n=4+4\r\n@5\t+6',
    voice_campaign: 'Rappel; +33612345678 - soir',
  });
  const { lines } = await read({ id });
  expect(lines[0]).toContain("Zoé;'=1+1; '=2+2;'-3;\"'=0");
  expect(lines[0]).toContain("one\n'=4+4\r\n'@5\t'+6");
  expect(lines[0]).toContain("Rappel; '+33612345678 - soir");
});

it('what a filter refuses is a problem, not a file', async () => {
  const response = await open({ timeZone: 'Mars/Olympus' });
  expect([response.status, (await response.json()).errors[0].path]).toEqual([422, 'timeZone']);
});

/** Far more than sockets and buffers hold: an export that is under way. */
async function addMany() {
  const { db } = server.services;
  await sql`
    insert into interactions (organisation_id, id, revision, flow, channel_id, status, direction, original_routing,
      current_routing, contact_name, tags, started_at)
    select organisation_id, overlay(id::text placing lpad(to_hex(n), 12, '0') from 25)::uuid, 1, flow, channel_id, status,
      direction, 'direct', 'direct', repeat('a long name ', 100), tags, started_at
    from (select * from interactions order by id desc limit 1) one, generate_series(1, 20000) n`.execute(
    db,
  );
}

async function isIdle(): Promise<boolean> {
  const { rows } = await sql`
    select 1 from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null`.execute(
    server.services.db,
  );
  return rows.length === 0;
}

it('who stops reading ends the transaction, and a change of rights breaks it off', async () => {
  await addMany();
  const leaving = new AbortController();
  const left = await open({}, admin, leaving.signal);
  await left.body!.getReader().read();
  await expect.poll(isIdle).toBe(false);
  leaving.abort();
  await expect.poll(isIdle, { timeout: 10_000 }).toBe(true);

  const { accessToken: token } = await server.signIn('keeper');
  const reading = (await open({}, token)).body!.getReader();
  await reading.read();
  const keeper = await server.services.db
    .selectFrom('users')
    .select(['id', 'organisation_id', 'role_id'])
    .where('username', '=', 'keeper')
    .executeTakeFirstOrThrow();
  await changeRole(server.services.db, keeper.organisation_id, keeper.id, keeper.role_id);
  const rest = async () => {
    while (!(await reading.read()).done);
  };
  await expect(rest()).rejects.toThrow();
  await expect.poll(isIdle, { timeout: 10_000 }).toBe(true);
});
