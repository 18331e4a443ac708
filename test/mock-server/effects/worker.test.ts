import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { TryAgain } from '../../../mock-server/effects/performer.ts';
import { StorageFailure } from '../../../mock-server/routing/storage-failure.ts';
import { claimEffects } from '../../../mock-server/storage/effect-queue.ts';
import { answers, call, calls, claim, engine, rowsOf, signal } from './worker-fixture.ts';

it('an awaited effect is a row of the step that decides it, and ends with the step that its result makes', async () => {
  const begun = await call();
  expect(begun.run.wait?.for).toBe('effect');
  expect(calls).toEqual([]);
  expect(await rowsOf(begun.id)).toMatchObject([{ kind: 'web-service', awaited: true }]);

  const done = await engine.doEffects(begun.id);
  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(done.variables['customer.city']).toBe('Lyon');
  expect(await rowsOf(begun.id)).toEqual([]);
});

it('an effect that nobody waits for lets the run go on at once', async () => {
  const begun = await call({ synchronous: false });
  expect(begun.branchesOf('it')).toEqual(['ok']);
  await engine.doEffects(begun.id);
  expect(calls).toHaveLength(1);
  expect(await rowsOf(begun.id)).toEqual([]);
});

it('its failure is an event of the interaction, with the reason', async () => {
  answers.push({ ok: false, reason: 'The service answered 503.' });
  const begun = await call({ synchronous: false });
  const done = await engine.doEffects(begun.id);
  expect(done.events.at(-1)).toMatchObject({
    kind: 'effect-failed',
    reason: 'Web service: The service answered 503.',
  });
});

it('whoever dies after doing it leaves it to be done again, under the same key', async () => {
  const begun = await call();
  const [claimed] = await claim();
  expect(claimed).toBeDefined(); // and here the process dies
  expect(await claim()).toEqual([]);

  engine.now = new Date(engine.now.getTime() + 120_001);
  const done = await engine.doEffects(begun.id);
  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(calls.map(({ key, attempt }) => [key, attempt])).toEqual([[claimed?.key, 1]]);
});

it('a result that comes twice ends the wait once', async () => {
  const begun = await call();
  const [claimed] = await claim();
  await engine.services.worker.perform(claimed!, signal);
  await engine.services.worker.perform(claimed!, signal);
  const done = await engine.read(begun.id);
  expect(done.branchesOf('it')).toEqual(['ok']);
});

it('what cannot be reached is tried again later with the same key, then given up with a reason', async () => {
  answers.push(
    ...Array.from({ length: 10 }, () => new TryAgain('The service does not answer.')),
  );
  const begun = await call();
  for (const pause of [0, 2, 10, 60, 300]) {
    engine.now = new Date(engine.now.getTime() + pause * 1000);
    await engine.doEffects(begun.id);
  }
  const done = await engine.read(begun.id);
  expect(done.branchesOf('it')).toEqual(['not-ok']);
  expect(done.reasonOf('it')).toBe('The service does not answer.');
  expect(calls).toHaveLength(5);
  expect(new Set(calls.map(({ key }) => key)).size).toBe(1);
  expect(engine.faults).toEqual([]);
});

it('tries that were cut short use up none of those that may fail', async () => {
  answers.push(new TryAgain('The service does not answer.'));
  const begun = await call();
  for (let died = 0; died < 6; died++) {
    expect(await claim()).toHaveLength(1); // and here the process dies
    engine.now = new Date(engine.now.getTime() + 120_001);
  }
  await engine.doEffects(begun.id);
  expect(await rowsOf(begun.id)).toMatchObject([{ failures: 1 }]);

  engine.now = new Date(engine.now.getTime() + 2000);
  const done = await engine.doEffects(begun.id);
  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(calls.map(({ attempt }) => attempt)).toEqual([1, 2]);
});

it('what nobody brings to its end is given up, and not done again for ever', async () => {
  const begun = await call();
  for (let died = 0; died < 12; died++) {
    expect(await claim()).toHaveLength(1); // and here the process dies, by what it does
    engine.now = new Date(engine.now.getTime() + 120_001);
  }
  const done = await engine.doEffects(begun.id);
  expect(calls).toEqual([]);
  expect(done.branchesOf('it')).toEqual(['not-ok']);
  expect(done.reasonOf('it')).toBe('It was begun again and again, and never came to its end.');
});

it('a server that stops leaves what it broke off to the next one, at once', async () => {
  answers.push(new TryAgain('The server was stopped during the call.'));
  const begun = await call();
  const [claimed] = await claim();
  await engine.services.worker.perform(claimed!, AbortSignal.abort());

  const done = await engine.doEffects(begun.id);
  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(calls.map(({ attempt }) => attempt)).toEqual([1, 1]);
});

it('waiting for a server that can do it is no attempt', async () => {
  const begun = await call();
  await sql`update effects set kind = 'crm' where interaction_id = ${begun.id}`.execute(
    engine.db,
  );
  for (let passed = 0; passed < 5; passed++) {
    await engine.doEffects(begun.id);
    engine.now = new Date(engine.now.getTime() + 300_000);
  }
  expect(await rowsOf(begun.id)).toMatchObject([{ attempts: 0, failures: 0 }]);
  await sql`update effects set kind = 'web-service' where interaction_id = ${begun.id}`.execute(
    engine.db,
  );
  await engine.doEffects(begun.id);
  expect(calls.map(({ attempt }) => attempt)).toEqual([1]);
});

it('what the database did not do is written down with its code, which tells why', async () => {
  answers.push(new StorageFailure(Object.assign(new Error('…'), { code: '42P01' })));
  const begun = await call();
  await engine.doEffects(begun.id);
  expect(engine.faults).toEqual([{ error: 'The database did not answer.', code: '42P01' }]);
});

it('of a value that the database does not take, nothing is written down', async () => {
  answers.push(
    ...[Object.assign(new Error('value "Nadia" is out of range'), { code: '22003' })],
  );
  const begun = await call();
  await engine.doEffects(begun.id);
  expect(engine.faults).toEqual([
    { error: 'The database does not take a value.', code: '22003' },
  ]);
});

it('the customer leaves meanwhile: the result changes nothing', async () => {
  const begun = await call();
  const [claimed] = await claim();
  await engine.services.engine.customerLeft(engine.organisationId, begun.id);
  await engine.services.worker.perform(claimed!, signal);
  const done = await engine.read(begun.id);
  expect(done.run.outcome).toBe('abandoned');
  expect(done.branchesOf('it')).toEqual([null]);
  expect(await rowsOf(begun.id)).toEqual([]);
});

it('two workers never claim the same effect', async () => {
  const begun = await Promise.all(Array.from({ length: 12 }, () => call()));
  const [one, other] = await Promise.all([
    claimEffects(engine.db, engine.now, { limit: 8, leaseMs: 120_000 }),
    claimEffects(engine.db, engine.now, { limit: 8, leaseMs: 120_000 }),
  ]);
  const ids = [...one, ...other].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.length).toBeLessThanOrEqual(begun.length);
  await Promise.all(
    [...one, ...other].map((each) => engine.services.worker.perform(each, signal)),
  );
});

it('results that come together are committed together, each with the end of its effect', async () => {
  const begun = await Promise.all(Array.from({ length: 5 }, () => call()));
  const ids = begun.map(({ id }) => id);
  const claimed = await claim();
  await Promise.all(claimed.map((each) => engine.services.worker.perform(each, signal)));
  const { rows } = await sql`
    select distinct xmin::text from runs where interaction_id = any(${ids}::uuid[])
  `.execute(engine.db);
  expect(rows).toHaveLength(1);
  for (const id of ids) {
    expect((await engine.read(id)).branchesOf('it')).toEqual(['ok']);
    expect(await rowsOf(id)).toEqual([]);
  }
});

it('a failure among results that come together is told where it belongs', async () => {
  const begun = await Promise.all(
    Array.from({ length: 3 }, () => call({ synchronous: false })),
  );
  answers.push({ ok: false, reason: 'The service answered 503.' });
  const claimed = await claim();
  await Promise.all(claimed.map((each) => engine.services.worker.perform(each, signal)));
  const failed = claimed[0]?.interactionId;
  for (const { id } of begun) {
    const kinds = (await engine.read(id)).events.map(({ kind }) => kind);
    expect(kinds.includes('effect-failed')).toBe(id === failed);
    expect(await rowsOf(id)).toEqual([]);
  }
});

it('effects of one lane are taken one after the other, in their order', async () => {
  const { id: interactionId } = await call();
  await engine.doEffects(interactionId);
  const ids = [1, 2, 3].map(() => engine.services.newId(engine.now)).sort();
  const row = {
    organisation_id: engine.organisationId,
    interaction_id: interactionId,
    kind: 'web-service',
    request: '{}',
    awaited: false,
    lane: 'one',
    due_at: engine.now,
  };
  await engine.db
    .insertInto('effects')
    .values(ids.map((id) => ({ ...row, id, key: id })))
    .execute();
  for (const id of ids) {
    const claimed = await claim();
    expect(claimed.map((one) => one.id)).toEqual([id]);
    await engine.services.worker.perform(claimed[0]!, signal);
  }
});
