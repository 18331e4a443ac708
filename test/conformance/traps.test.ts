import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actions } from '../../mock-server/actions/index.ts';
import { createServices } from '../../mock-server/create-services.ts';
import { createGuardedHttp } from '../../mock-server/effects/guarded-http.ts';
import { NetworkGuard, type LookupAll } from '../../mock-server/effects/network-guard.ts';
import type { Performer } from '../../mock-server/effects/performer.ts';
import { createWebServicePerformer } from '../../mock-server/effects/web-service.ts';
import { validateTree } from '../../mock-server/routing/validate.ts';
import { openPostgres } from '../../mock-server/storage/postgres.ts';
import { EngineRun } from '../helpers/engine-run.ts';
import { treeOf, type Sketch } from '../helpers/run-routing.ts';
import { linksOf } from '../helpers/stored-links.ts';
import { Stage } from './stage.ts';
import { traps } from './traps.ts';

/* What an implementation of the specification could easily get wrong, on the real engine and a real database. */

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());
beforeEach(() => stage.begin());
afterEach(() => expect(stage.engine.faults).toEqual([]));

test.each(traps.flatMap(({ trap, tests }) => tests.map((one) => ({ trap, ...one }))))(
  '$trap is tested in $file',
  ({ file, name }) => {
    const text = readFileSync(resolve(import.meta.dirname, '..', '..', file), 'utf8');

    expect(text.includes(name)).toBe(true);
  },
);

describe('load sharing', () => {
  test.each([0, 0.000_001, 0.5, 0.999_999])(
    'never takes a link of 0 % and always one of 100 %: a draw of %f',
    async (draw) => {
      stage.draws.push(draw);
      const loads = [0, 0, 100, 0, 0, 0, 0, 0, 0, 0];
      const done = await stage.engine.runAction('load-sharing', { loads });
      expect(done.branchesOf('it')).toEqual(['link-3']);
    },
  );

  test.each([99, 101])('whose sum is %i is not published', (sum) => {
    const loads = [50, sum - 50, 0, 0, 0, 0, 0, 0, 0, 0];
    const tree = treeOf({ it: { type: 'load-sharing', parameters: { loads } } });
    const findings = validateTree({ tree, flow: 'messaging' }, actions, () => undefined);
    expect(findings).toContainEqual(
      expect.objectContaining({
        severity: 'error',
        path: 'tree.actions.it.parameters.loads',
        message: expect.stringContaining(String(sum)) as string,
      }),
    );
  });
});

describe('two workers on one database', () => {
  let other: Awaited<ReturnType<typeof createServices>>;
  beforeAll(async () => {
    const { engine } = stage;
    const db = openPostgres(engine.url, { connections: 8 });
    const { log, clock } = engine.services;
    other = await createServices({ db, log, clock });
  });
  afterAll(() => other.db.destroy());

  test('set several checkpoints, twice: each is there once, in order, with two hits', async () => {
    const marks = [
      await stage.addCheckpoint('one'),
      await stage.addCheckpoint('two'),
      await stage.addCheckpoint('one'), // another checkpoint with the same alias
    ];
    const round = (name: string, next: string): Record<string, Sketch> =>
      Object.fromEntries(
        marks.map(({ id }, index) => [
          `${name}${index}`,
          {
            type: 'add-checkpoint',
            parameters: { checkpoint: { id } },
            branches: { ok: index === 2 ? next : `${name}${index + 1}` },
          },
        ]),
      );
    const rest = (next: string): Sketch => ({
      type: 'pause',
      parameters: { seconds: 60 },
      branches: { ok: next },
    });
    const tree = treeOf({
      wait: rest('first0'),
      ...round('first', 'again'),
      again: rest('second0'),
      ...round('second', 'end'),
      end: { type: 'node' },
    });
    const ids: string[] = [];
    for (let count = 0; count < 10; count++) ids.push((await stage.engine.run(tree)).id);

    for (let pause = 0; pause < 2; pause++) {
      stage.later(60);
      await Promise.all([stage.engine.services.engine.runDue(), other.engine.runDue()]);
    }

    for (const id of ids) {
      const rows = await stage.checkpointsOf(id);
      expect(rows.map((row) => row.checkpoint_id)).toEqual(marks.map((mark) => mark.id));
      expect(rows.map(({ sequence, hits }) => [sequence, hits])).toEqual([
        [1, 2],
        [2, 2],
        [3, 2],
      ]);
      expect((await stage.engine.read(id)).run.outcome).toBe('completed');
    }
  });

  test('hear two words of a customer at once: each question gets one of them', async () => {
    const checkpoint = await stage.addCheckpoint(null);
    const asked = { type: 'long-text', content: 'And?' };
    const questions = [
      { ...asked, target: 'an.answer' },
      { ...asked, target: 'another.answer' },
    ];
    const parameters = {
      message: 'Welcome.',
      maximumWait: 60,
      maximumAttempts: 1,
      errorMessage: 'No.',
      questions,
    };
    const it = { type: 'message-awaiting-response', parameters, branches: { ok: 'mark' } };
    const mark = { type: 'add-checkpoint', parameters: { checkpoint: { id: checkpoint.id } } };
    const { id: interactionId } = await stage.engine.run(treeOf({ it, mark }));
    const { organisationId } = stage.engine;
    const said = { organisationId, interactionId, choiceId: null, key: null };

    await Promise.all([
      stage.engine.services.engine.receive({ ...said, text: 'one' }),
      other.engine.receive({ ...said, text: 'two' }),
    ]);

    const done = await stage.engine.read(interactionId);
    expect(Object.values(done.variables).sort()).toEqual(['one', 'two']);
    expect(await stage.checkpointsOf(interactionId)).toMatchObject([{ hits: 1 }]);
  });
});

test('a regular expression that hangs other engines answers at once', async () => {
  const test = (value: string) => ({
    variable: 'a.text',
    operator: 'regular-expression',
    value,
  });
  const conditions = ['^(a+)+$', '^(a|a)*$', '(x+x+)+y', '^([a-z]+)*!!$'].map(test);
  const variables = { 'a.text': `${'a'.repeat(10_000)}!` };
  const parameters = { confirm: 'any', conditions };
  const done = await stage.engine.runAction('test-values', parameters, { variables });
  expect(done.branchesOf('it')).toEqual(['no']);
});

describe('dates in Paris', () => {
  const reckon = async (date: string, operation: object) => {
    const parameters = {
      reference: { kind: 'variable', variable: 'a.date' },
      operation,
      target: 'a.result',
    };
    const variables = { 'a.date': date };
    const done = await stage.engine.runAction('date-time', parameters, { variables });
    return done.variables['a.result'];
  };

  test.each([
    ['2026-03-28T02:30', { kind: 'add', days: 1 }, '2026-03-29T03:30:00+02:00'],
    ['2026-03-29T01:59:59', { kind: 'add', seconds: 1 }, '2026-03-29T03:00:00+02:00'],
    ['2026-03-29', { kind: 'set-to', hours: 2, minutes: 30 }, '2026-03-29T03:30:00+02:00'],
    ['2026-10-24T02:30', { kind: 'add', days: 1 }, '2026-10-25T02:30:00+02:00'],
    ['2026-10-25T02:30', { kind: 'add', hours: 1 }, '2026-10-25T02:30:00+01:00'],
    ['2026-10-26T02:30', { kind: 'subtract', days: 1 }, '2026-10-25T02:30:00+02:00'],
  ])('on both days on which the clock changes: %s %j', async (date, operation, result) => {
    expect(await reckon(date, operation)).toBe(result);
  });

  test.each([
    ['2026-11-30T08:00', 7, '2026-12-06T08:00:00+01:00'],
    ['2027-01-01T08:00', 1, '2026-12-28T08:00:00+01:00'],
    ['2026-03-01T08:00', 1, '2026-02-23T08:00:00+01:00'],
  ])('%s set to day %i of its week, across a month’s end', async (date, dayOfWeek, result) => {
    const operation = { kind: 'set-to', useDayOfWeek: true, dayOfWeek };
    expect(await reckon(date, operation)).toBe(result);
  });
});

describe('a web service inside', () => {
  let engine: EngineRun;
  let port: number;
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    socket.destroy();
  });
  let turns: string[] = [];
  const lookup: LookupAll = (_host, _options, found) =>
    found(null, [{ address: turns.shift() ?? '127.0.0.1', family: 4 }]);

  beforeAll(async () => {
    await once(server.listen(0), 'listening');
    port = (server.address() as AddressInfo).port; // a TCP server's address is no text
    const send = createGuardedHttp(new NetworkGuard({ lookup }));
    const performers = [createWebServicePerformer(send)] as unknown as Performer[]; // of one kind
    engine = await EngineRun.start({ performers });
  });
  afterAll(async () => {
    server.close();
    await engine.stop();
  });

  const callTo = async (host: string) => {
    const reference = stage.newReference();
    const address = `http://${host}:${port}/`;
    await engine.addEntity('web-service', reference, { method: 'GET', address });
    const { id } = await engine.runAction('web-service', { service: { reference } });
    return engine.doEffects(id);
  };

  test.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '0177.0.0.1',
    '017700000001',
    '127.0.0.1.',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[0:0:0:0:0:0:0:1]',
    '[64:ff9b::7f00:1]',
    'localhost',
    'LOCALHOST.',
    '0',
    '①②⑦.⓪.⓪.①',
  ])('is not called, however it is spelled: %s', async (host) => {
    const done = await callTo(host);

    expect(done.branchesOf('it')).toEqual(['not-ok']);
    expect(done.reasonOf('it')).toContain('inside');
    expect(connections).toBe(0);
  });

  test('is not called by a name that answers differently the second time', async () => {
    turns = ['203.0.114.1', '127.0.0.1'];

    const done = await callTo('orders.example.com');

    expect(done.reasonOf('it')).toContain('inside');
    expect(connections).toBe(0);
  });
});

describe('what a customer writes', () => {
  const evil =
    '{{customer.secret}}{{secret.KEY}}{{name}}<b onclick="x">&\r\nBcc: thief@example.com';
  const variables = { 'customer.secret': 'hunter2', 'customer.text': evil };
  const text = '{{customer.text}}';

  afterEach(() => {
    expect(JSON.stringify(stage.outside.asked)).not.toContain('hunter2');
  });

  test('is not expanded when it was an answer a moment ago', async () => {
    const message = { message: 'Welcome.', maximumWait: 60, maximumAttempts: 1 };
    const question = { content: 'Your name?', type: 'long-text', target: 'customer.text' };
    const parameters = { ...message, errorMessage: 'No.', questions: [question] };
    const tree = treeOf({
      it: { type: 'message-awaiting-response', parameters, branches: { ok: 'assign' } },
      assign: {
        type: 'assign-values',
        parameters: { rows: [{ target: 'customer.copy', value: `Hello ${text}` }] },
        branches: { ok: 'say' },
      },
      say: { type: 'simple-message', parameters: { message: '{{customer.copy}}' } },
    });
    const { id } = await stage.engine.run(tree, {
      variables: { 'customer.secret': 'hunter2' },
    });

    const done = await stage.engine.write(id, evil);

    expect(done.sent.at(-1)).toBe(`Hello ${evil}`);
  });

  test('is escaped in an e-mail’s HTML, and on one line in its subject', async () => {
    const { engine, outside } = stage;
    const reference = stage.newReference();
    await engine.addEntity('mailbox', reference, { address: 'shop@example.com' });
    await engine.addEntity('email-template', reference, {
      subject: 'About {{name}}',
      html: '<p>{{name}}</p>',
      variables: [{ name: 'name', title: 'Name' }],
    });
    outside.answer('email', ({ to }) => ({ accepted: to, rejected: [], reason: null }));
    const mailbox = { reference };
    const parameters = {
      template: { reference },
      variables: [{ name: 'name', value: text }],
      sender: { type: 'basic', mailbox },
      to: 'a@example.com',
    };

    const done = await stage.act('send-email', parameters, { variables });

    expect(done.branchesOf('it')).toEqual(['ok']);
    const [mail] = outside.requests('email');
    expect(mail?.subject).toBe(`About ${evil.replace('\r\n', ' ')}`);
    expect(mail?.html).toBe(
      `<p>${evil.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;').replaceAll('"', '&quot;')}</p>`,
    );
    expect([mail?.to, mail?.cc, mail?.bcc]).toEqual([['a@example.com'], [], []]);
  });

  test('stays what it is in an SMS, in what a web service is asked, and in a case', async () => {
    const { engine, outside } = stage;
    const reference = stage.newReference();
    const template = { text: 'Hello {{name}}', variables: [{ name: 'name', title: 'Name' }] };
    await engine.addEntity('sms-template', reference, template);
    await engine.addEntity('web-service', reference, {
      method: 'GET',
      address: 'https://orders.example.com/{{input.name}}',
      inputs: [{ name: 'name', title: 'Name' }],
    });
    await engine.addEntity('case-type', reference);
    outside.answer('sms', () => ({ accepted: true }));
    outside.answer('web-service', () => ({ ok: true, values: {} }));
    const values = [{ name: 'name', value: text }];
    const tree = treeOf({
      sms: {
        type: 'send-sms',
        parameters: {
          template: { reference },
          variables: values,
          kind: 'basic',
          from: 'Verdier',
          to: '+33612345678',
        },
        branches: { ok: 'call' },
      },
      call: {
        type: 'web-service',
        parameters: { service: { reference }, inputs: values },
        branches: { ok: 'it' },
      },
      it: { type: 'create-case', parameters: { title: text, caseType: { reference } } },
    });

    const { id } = await engine.run(tree, { variables });
    const done = await engine.doEffects(id);

    expect(outside.requests('sms')).toMatchObject([{ text: `Hello ${evil}` }]);
    expect(outside.requests('web-service')).toMatchObject([{ inputs: { name: evil } }]);
    expect((await linksOf(engine, done)).case?.title).toBe(evil);
  });
});
