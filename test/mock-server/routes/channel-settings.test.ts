import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addRouting, Maker, type Caller } from '../../helpers/maker.ts';
import { expectProblem, nobody, problemPaths } from '../../helpers/problems.ts';

let maker: Maker;
let organisation = '';
let admin: Caller;
let reader: Caller;
let stranger: Caller;
beforeAll(async () => {
  maker = await Maker.start();
  organisation = await maker.addOrganisation();
  admin = await maker.addUser(organisation);
  reader = await maker.addUser(organisation, { entities: ['read'] });
  stranger = await maker.addUser(await maker.addOrganisation());
});
afterAll(() => maker.stop());

const whatsapp = {
  name: 'WhatsApp',
  flow: 'whatsapp-messaging',
  deliverTo: 'https://gateway.example/out',
};

describe('a channel', () => {
  it('is set up, changed, listed and deleted; its secret is told once', async () => {
    await addRouting(admin, 'WELCOME');
    const created = await admin.post('/channels', { ...whatsapp, routingReference: 'WELCOME' });
    expect(created.status).toBe(201);
    const { secret, ...channel } = created.body;
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(channel).toMatchObject({ kind: 'webhook', routingFlow: 'messaging', limits: null });

    const read = await reader.get(`/channels/${channel.id}`);
    expect(read.body).toEqual(channel);
    const limits = { text: 500, choiceText: 300, buttons: { most: 2, length: 10 }, list: null };
    const patch = { name: 'WhatsApp shop', limits, deliverTo: null };
    const changed = await admin.patch(`/channels/${channel.id}`, patch, read.etag!);
    expect(changed.body).toEqual({ ...channel, ...patch, revision: 2 });
    const late = await admin.patch(`/channels/${channel.id}`, { name: 'Late' }, read.etag!);
    expectProblem(late, 412, 'precondition-failed');

    const list = await reader.get('/channels');
    expect(list.body.items).toEqual([changed.body]);
    expect(JSON.stringify([read, changed, list])).not.toContain(secret);
    expect((await admin.delete(`/channels/${channel.id}`)).status).toBe(204);
    expectProblem(await admin.get(`/channels/${channel.id}`), 404, 'not-found');
  });

  it('gets another secret, and the former one is gone', async () => {
    const { body } = await admin.post('/channels', whatsapp);
    const renewed = await admin.post(`/channels/${body.id}/secret`);
    expect(renewed.status).toBe(201);
    expect(renewed.body.secret).toMatch(/^[0-9a-f]{64}$/);
    const { rows } = await sql<{ secret: string }>`
      select secret from channels where id = ${body.id}`.execute(maker.services.db);
    expect(rows).toEqual([{ secret: renewed.body.secret }]);
    expect(renewed.body.secret).not.toBe(body.secret);
  });

  it('of the kind chat has no secret and no gateway', async () => {
    const chat = { kind: 'chat', name: 'Chat', flow: 'chat-messaging' };
    const { body } = await admin.post('/channels', chat);
    expect(body).toMatchObject({ kind: 'chat', secret: null, deliverTo: null });
    expectProblem(await admin.post(`/channels/${body.id}/secret`), 409, 'read-only');
    const delivered = await admin.patch(`/channels/${body.id}`, {
      deliverTo: whatsapp.deliverTo,
    });
    expect(problemPaths(delivered)).toEqual(['deliverTo']);
    const voice = await admin.post('/channels', { ...chat, flow: 'voice' });
    expect(problemPaths(voice)).toEqual(['flow']);
  });

  it('of another organisation is not there', async () => {
    const { body } = await admin.post('/channels', whatsapp);
    const path = `/channels/${body.id}`;
    for (const answer of [
      await stranger.get(path),
      await stranger.patch(path, { name: 'Mine' }),
      await stranger.post(`${path}/secret`),
      await stranger.delete(path),
    ]) {
      expectProblem(answer, 404, 'not-found');
    }
    expect((await stranger.get('/channels')).body.items).toEqual([]);
    expect((await admin.get(path)).body.name).toBe('WhatsApp');
  });

  it('is only looked at by those who may only read', async () => {
    expectProblem(await reader.post('/channels', whatsapp), 403, 'forbidden');
    const { body } = await admin.post('/channels', whatsapp);
    const path = `/channels/${body.id}`;
    expectProblem(await reader.patch(path, { name: 'Mine' }), 403, 'forbidden');
    expectProblem(await reader.post(`${path}/secret`), 403, 'forbidden');
    expectProblem(await reader.delete(path), 403, 'forbidden');
  });
});

describe('what cannot be set up names its field', () => {
  it.each([
    [{ name: '' }, 'name'],
    [{ flow: 'pigeon' }, 'flow'],
    [{ kind: 'internal' }, 'kind'],
    [{ queueId: nobody }, 'queueId'],
    [{ routingReference: 'NOWHERE' }, 'routingReference'],
    [{ deliverTo: 'ftp://gateway.example' }, 'deliverTo'],
    [{ deliverTo: 'https://user:password@gateway.example' }, 'deliverTo'],
    [{ deliverTo: 'gateway' }, 'deliverTo'],
    [{ limits: { text: 0, choiceText: 100, buttons: null, list: null } }, 'limits.text'],
    [{ secret: 'mine' }, 'secret'],
  ])('%j', async (wrong, path) => {
    const answer = await admin.post('/channels', { ...whatsapp, ...wrong });
    expect(answer.status).toBe(422);
    expect(problemPaths(answer)).toContain(path);
  });

  it('a routing that ends interactions cannot begin them', async () => {
    await addRouting(admin, 'END', undefined, { kind: 'end' });
    const answer = await admin.post('/channels', { ...whatsapp, routingReference: 'END' });
    expect(problemPaths(answer)).toEqual(['routingReference']);
  });
});
