import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DemoServer } from '../../helpers/demo-server.ts';

let server: DemoServer;
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 5 });
});
afterAll(() => server.stop());

const signIn = (body: unknown) => server.call('createSession', { body });
const me = (token: string) => server.call('readMe', { token });

describe('a demo user', () => {
  it('signs in and is told what a page needs to know', async () => {
    const { status, body } = await signIn({ username: 'manager', password: 'waypost' });
    expect(status).toBe(201);
    expect(body.user).toMatchObject({
      name: 'Marc Delmas',
      type: 'manager',
      organisation: { name: 'Maison Verdier', timeZone: 'Europe/Paris', region: 'FR' },
      rights: { checkpoints: ['read'], routings: ['read'] },
    });
    expect((await me(body.accessToken)).body).toEqual(body.user);
  });

  it.each([
    ['a wrong password', { username: 'agent', password: 'wrong' }],
    ['a user who does not exist', { username: 'nobody', password: 'waypost' }],
  ])('is not let in with %s, and both sound the same', async (_, body) => {
    const answer = await signIn(body);
    expect(answer.status).toBe(401);
    expect(answer.body.detail).toBe('The name or the password is not right.');
  });

  it('who is guessed at is not let in for a while, and others are', async () => {
    const guess = (password: string) => signIn({ username: 'keeper', password });
    for (let tries = 0; tries < 10; tries++) expect((await guess('wrong')).status).toBe(401);
    expect((await guess('waypost')).body.type).toBe('urn:waypost:problem:too-many-requests');
    expect((await signIn({ username: 'agent', password: 'waypost' })).status).toBe(201);
  });

  it('is out at once after signing out', async () => {
    const { accessToken: token } = await server.signIn('agent');
    expect((await server.call('endSession', { token })).status).toBe(204);
    expect((await me(token)).body.type).toBe('urn:waypost:problem:signed-out');
  });

  it('is out at once when switched off', async () => {
    const { accessToken: token } = await server.signIn('trainee');
    await server.services.db
      .updateTable('users')
      .set({ active: false })
      .where('username', '=', 'trainee')
      .execute();
    expect((await me(token)).status).toBe(401);
    expect((await signIn({ username: 'trainee', password: 'waypost' })).status).toBe(401);
  });

  it('works with another of the own profiles, and with no other', async () => {
    const { accessToken: token, user } = await server.signIn('manager');
    const other = user.profiles.find(({ id }) => id !== user.activeProfileId)!;
    const chosen = await server.call('chooseProfile', { token, body: { profileId: other.id } });
    expect(chosen.body.activeProfileId).toBe(other.id);
    const northwind = (await server.signIn('northwind-admin')).user.activeProfileId;
    const foreign = await server.call('chooseProfile', {
      token,
      body: { profileId: northwind },
    });
    expect(foreign.status).toBe(422);
    expect(foreign.body.errors[0].path).toBe('profileId');
  });
});

describe('a token that a host’s server signs', () => {
  const now = () => Math.floor(Date.now() / 1000);
  async function embedToken(change: {
    kid?: string;
    sub?: string;
    aud?: string;
    iat?: number;
    exp?: number;
    secret?: string;
  }) {
    const key = await server.services.db
      .selectFrom('embed_keys')
      .selectAll()
      .where('id', '=', 'demo-crm')
      .executeTakeFirstOrThrow();
    const {
      kid = 'demo-crm',
      sub = 'agent',
      aud = 'waypost-embed',
      secret = key.secret,
    } = change;
    return new SignJWT({})
      .setProtectedHeader({ alg: 'HS256', kid })
      .setSubject(sub)
      .setAudience(aud)
      .setIssuedAt(change.iat ?? now())
      .setExpirationTime(change.exp ?? now() + 120)
      .sign(new TextEncoder().encode(secret));
  }

  it('opens a session of the user that it names', async () => {
    const { status, body } = await signIn({ embedToken: await embedToken({}) });
    expect(status).toBe(201);
    expect(body.user.username).toBe('agent');
  });

  it.each([
    ['with another secret', { secret: 'x'.repeat(40) }],
    ['of an unknown key', { kid: 'nobody' }],
    ['for another audience', { aud: 'somebody-else' }],
    ['of a user of another organisation', { sub: 'northwind-agent' }],
    ['that lives longer than ten minutes', { iat: now() - 1200, exp: now() + 60 }],
  ])('is refused %s', async (_, change) => {
    expect((await signIn({ embedToken: await embedToken(change) })).status).toBe(401);
  });

  it('is refused as ended when it has ended', async () => {
    const token = await embedToken({ iat: now() - 300, exp: now() - 120 });
    expect((await signIn({ embedToken: token })).body.type).toBe(
      'urn:waypost:problem:token-expired',
    );
  });

  it('is refused when its key was withdrawn', async () => {
    const token = await embedToken({});
    await server.services.db
      .updateTable('embed_keys')
      .set({ ended_at: new Date() })
      .where('id', '=', 'demo-crm')
      .execute();
    expect((await signIn({ embedToken: token })).status).toBe(401);
  });
});
