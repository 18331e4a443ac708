import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints, type EndpointName } from '../../../api-client/contract/endpoints.ts';
import { createApp } from '../../../mock-server/app.ts';
import { addAdvisor, readRow, tokenOf } from '../../helpers/advisors.ts';
import { EngineRun } from '../../helpers/engine-run.ts';

let engine: EngineRun;
let app: ReturnType<typeof createApp>;
beforeAll(async () => {
  engine = await EngineRun.start({ checkAnswers: true });
  app = createApp(engine.services);
});
afterAll(async () => {
  expect(engine.faults).toEqual([]);
  await engine.stop();
});

const later = (seconds: number) => {
  engine.now = new Date(engine.now.getTime() + seconds * 1000);
};

/** A user as a program of theirs calls. */
class Person {
  readonly id: string;
  readonly #token: string;

  constructor(id: string, token: string) {
    this.id = id;
    this.#token = token;
  }

  static async serving(
    serves: string[],
    more: Partial<Parameters<typeof addAdvisor>[1]> = {},
  ): Promise<Person> {
    const id = await addAdvisor(engine, { serves, ...more });
    return new Person(id, await tokenOf(engine, id));
  }

  async call(name: EndpointName, id = '', body?: unknown) {
    const { method, path } = endpoints[name];
    const response = await app.request(path.replace('{id}', id), {
      method,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : undefined) as Reply };
  }

  async status(name: EndpointName, id: string, body?: unknown): Promise<number> {
    return (await this.call(name, id, body)).status;
  }
}

// a test names what it expects of it, and fails where it is not
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Reply = any;

let queues = 0;
const addQueue = (definition: object = {}) =>
  engine.addEntity('queue', `Q-${++queues}`, definition);

/** An interaction that rings at the first of the people. */
async function ringing(more: Parameters<typeof addAdvisor>[1] = {}) {
  const queue = await addQueue({ ringSeconds: 30 });
  const advisor = await Person.serving([queue], more);
  later(1);
  const colleague = await Person.serving([queue]);
  const target = { queue: { id: queue } };
  const contact = { name: 'Nadia Achour' };
  const { id } = await engine.runAction('distribution-queue', { target }, { contact });
  await engine.services.dispatcher.dispatch();
  return { id, queue, advisor, colleague };
}

async function accepted() {
  const all = await ringing();
  expect(await all.advisor.status('acceptInteraction', all.id)).toBe(204);
  return all;
}

describe('presence', () => {
  it('is offline until the user says otherwise, and lasts', async () => {
    const person = await Person.serving([], { status: null });
    expect((await person.call('readPresence')).body).toEqual({
      status: 'offline',
      since: null,
    });

    const said = await person.call('choosePresence', '', { status: 'available' });
    const since = engine.now.toISOString();
    expect(said).toEqual({ status: 200, body: { status: 'available', since } });

    later(60);
    await person.call('choosePresence', '', { status: 'available' });
    expect((await person.call('readPresence')).body).toEqual({ status: 'available', since });
  });

  it('ends with the last session', async () => {
    const person = await Person.serving([]);
    const atHome = new Person(person.id, await tokenOf(engine, person.id));
    await person.status('endSession', '');
    expect((await atHome.call('readPresence')).body).toMatchObject({ status: 'available' });

    await atHome.status('endSession', '');
    const again = new Person(person.id, await tokenOf(engine, person.id));
    expect((await again.call('readPresence')).body).toMatchObject({ status: 'offline' });
  });

  it('of an unknown kind is refused', async () => {
    const person = await Person.serving([]);
    const { status, body } = await person.call('choosePresence', '', { status: 'lunch' });
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ path: 'status' }]);
  });
});

describe('an offer', () => {
  it('tells whom it rings at what it is, and nobody else', async () => {
    const { id, queue, advisor, colleague } = await ringing();

    expect((await advisor.call('listOffers')).body).toEqual({
      ringing: [
        {
          interactionId: id,
          flow: 'chat-messaging',
          queue: { id: queue, name: `The Q-${queues}` },
          contactName: 'Nadia Achour',
          waitingSince: engine.now.toISOString(),
          ringsUntil: new Date(engine.now.getTime() + 30_000).toISOString(),
          acceptedAt: null,
        },
      ],
      mine: [],
    });
    expect((await colleague.call('listOffers')).body).toEqual({ ringing: [], mine: [] });
  });

  it('is theirs once they accept it', async () => {
    const { id, queue, advisor } = await accepted();

    const { body } = await advisor.call('listOffers');
    expect(body.ringing).toEqual([]);
    expect(body.mine).toMatchObject([
      { interactionId: id, queue: { id: queue }, acceptedAt: engine.now.toISOString() },
    ]);
    expect(await readRow(engine, id)).toMatchObject({
      status: 'in-progress',
      advisor_id: advisor.id,
      participant_ids: [advisor.id],
    });
    expect((await advisor.call('readInteraction', id)).body.participants).toMatchObject([
      { id: advisor.id },
    ]);
  });

  it('is accepted only by whom it rings at, and only while it does', async () => {
    const { id, advisor, colleague } = await ringing();
    expect(await colleague.status('acceptInteraction', id)).toBe(404);
    expect(await colleague.status('refuseInteraction', id)).toBe(404);

    later(30);
    const { status, body } = await advisor.call('acceptInteraction', id);
    expect(status).toBe(409);
    expect(body.detail).toMatch(/does not ring at you/);
    await engine.services.dispatcher.dispatch();
    expect(await advisor.status('acceptInteraction', id)).toBe(409);
    expect(await colleague.status('acceptInteraction', id)).toBe(204);
    expect(await advisor.status('acceptInteraction', id)).toBe(409);
    expect(await advisor.status('refuseInteraction', id)).toBe(409);
  });

  it('that is accepted or refused twice is so once', async () => {
    const { id, advisor } = await accepted();
    expect(await advisor.status('acceptInteraction', id)).toBe(204);
    const events = (await engine.read(id)).events.map(({ kind }) => kind);
    expect(events.filter((kind) => kind === 'advisor-joined')).toHaveLength(1);

    const another = await ringing();
    expect(await another.advisor.status('refuseInteraction', another.id)).toBe(204);
    expect(await another.advisor.status('refuseInteraction', another.id)).toBe(204);
    await engine.services.dispatcher.dispatch();
    expect((await another.colleague.call('listOffers')).body.ringing).toHaveLength(1);
    expect(await another.advisor.status('refuseInteraction', another.id)).toBe(204);
    expect((await another.colleague.call('listOffers')).body.ringing).toHaveLength(1);
  });

  it('of one user refused leaves by no response, and refused again changes nothing', async () => {
    const wanted = await Person.serving([]);
    const { id } = await engine.runAction('distribution-user', {
      target: { user: { id: wanted.id } },
    });
    await engine.services.dispatcher.dispatch();
    expect((await wanted.call('listOffers')).body.ringing).toMatchObject([{ queue: null }]);

    expect(await wanted.status('refuseInteraction', id)).toBe(204);
    expect(await wanted.status('refuseInteraction', id)).toBe(204);
    expect((await engine.read(id)).branchesOf('it')).toEqual(['no-response']);
  });

  it('of an interaction that is not there, or of another organisation, is not found', async () => {
    const person = await Person.serving([]);
    for (const name of [
      'acceptInteraction',
      'refuseInteraction',
      'dissuadeInteraction',
      'finishInteraction',
    ] as const) {
      expect(await person.status(name, randomUUID())).toBe(404);
    }
  });
});

describe('turning away', () => {
  it('is for whom it rings at, and once', async () => {
    const { id, advisor, colleague } = await ringing();
    expect(await colleague.status('dissuadeInteraction', id)).toBe(404);
    expect(await advisor.status('dissuadeInteraction', id)).toBe(204);
    expect(await advisor.status('dissuadeInteraction', id)).toBe(204);

    expect((await engine.read(id)).branchesOf('it')).toEqual(['dissuasion-by-user']);
    expect(await readRow(engine, id)).toMatchObject({ status: 'dissuaded' });
  });

  it('is for a manager who sees the interaction, and for no other', async () => {
    const { id, queue } = await ringing();
    const absent = { status: null } as const;
    const elsewhere = await Person.serving([], { type: 'manager', ...absent });
    const colleague = await Person.serving([queue], absent);
    const manager = await Person.serving([queue], { type: 'manager', ...absent });

    expect(await elsewhere.status('dissuadeInteraction', id)).toBe(404);
    expect(await colleague.status('dissuadeInteraction', id)).toBe(404);
    expect(await manager.status('dissuadeInteraction', id)).toBe(204);
    expect((await engine.read(id)).branchesOf('it')).toEqual(['dissuasion-by-user']);
  });

  it('of what somebody has taken is refused', async () => {
    const { id, queue, advisor } = await accepted();
    const manager = await Person.serving([queue], { type: 'manager' });
    expect(await manager.status('dissuadeInteraction', id)).toBe(409);
    expect(await advisor.status('dissuadeInteraction', id)).toBe(409);
  });
});

describe('the advisor who has it', () => {
  it('writes, once for each key, and the customer reads it', async () => {
    const { id, advisor } = await accepted();
    const message = { text: 'Good morning, I am Léa.', key: randomUUID() };

    const first = await advisor.call('sendAdvisorMessage', id, message);
    expect(first).toMatchObject({
      status: 201,
      body: { author: 'advisor', text: message.text, sequence: 1 },
    });
    const again = await advisor.call('sendAdvisorMessage', id, message);
    expect(again.body.id).toBe(first.body.id);

    expect((await engine.read(id)).sent).toEqual([message.text]);
  });

  it('finishes, once, and the routing goes on', async () => {
    const { id, advisor, colleague } = await accepted();
    const message = { text: 'Bye.', key: randomUUID() };
    await advisor.call('sendAdvisorMessage', id, message);

    expect(await colleague.status('finishInteraction', id)).toBe(404);
    expect(await advisor.status('finishInteraction', id)).toBe(204);
    expect(await advisor.status('finishInteraction', id)).toBe(204);

    expect((await engine.read(id)).branchesOf('it')).toEqual(['processed']);
    expect((await advisor.call('listOffers')).body.mine).toEqual([]);
    expect(await advisor.status('sendAdvisorMessage', id, { text: 'One more.' })).toBe(409);
    expect(await advisor.status('sendAdvisorMessage', id, message)).toBe(201); // the answer was lost
    expect((await engine.read(id)).sent).toEqual(['Bye.']);
  });

  it('is the only one who writes', async () => {
    const { id, queue, colleague } = await accepted();
    const manager = await Person.serving([queue], { type: 'manager' });
    const message = { text: 'Let me.' };
    expect(await colleague.status('sendAdvisorMessage', id, message)).toBe(404);
    expect(await manager.status('sendAdvisorMessage', id, message)).toBe(409);
    expect((await engine.read(id)).messages).toEqual([]);
  });

  it('loses it when the customer leaves', async () => {
    const { id, advisor } = await accepted();
    await engine.services.engine.customerLeft(engine.organisationId, id);

    expect(await readRow(engine, id)).toMatchObject({ status: 'processed' });
    expect((await advisor.call('listOffers')).body.mine).toEqual([]);
    expect(await advisor.status('finishInteraction', id)).toBe(409);
  });

  it('has it as long as they are not done, though the routing is', async () => {
    const wanted = await Person.serving([]);
    const { id } = await engine.runAction('distribution-user', {
      target: { user: { id: wanted.id } },
    });
    await engine.services.dispatcher.dispatch();
    await wanted.call('acceptInteraction', id);

    expect(await wanted.status('sendAdvisorMessage', id, { text: 'I am here.' })).toBe(201);
    expect(await readRow(engine, id)).toMatchObject({ ended_at: null });
    expect(await wanted.status('finishInteraction', id)).toBe(204);
    expect(await readRow(engine, id)).toMatchObject({ status: 'processed' });
  });
});

describe('an advisor who is gone', () => {
  it('has it finished by a manager who sees it, and by no other, once', async () => {
    const { id, queue, advisor, colleague } = await accepted();
    const absent = { status: null } as const;
    const elsewhere = await Person.serving([], { type: 'manager', ...absent });
    const manager = await Person.serving([queue], { type: 'manager', ...absent });

    expect(await elsewhere.status('finishInteraction', id)).toBe(404);
    expect(await colleague.status('finishInteraction', id)).toBe(404);
    expect(await manager.status('finishInteraction', id)).toBe(204);
    expect(await manager.status('finishInteraction', id)).toBe(204);

    expect((await engine.read(id)).branchesOf('it')).toEqual(['processed']);
    expect((await advisor.call('listOffers')).body.mine).toEqual([]);
    expect(await advisor.status('finishInteraction', id)).toBe(409);
  });

  it('leaves nothing to finish where nobody has it yet', async () => {
    const { id, queue } = await ringing();
    const manager = await Person.serving([queue], { type: 'manager', status: null });
    expect(await manager.status('finishInteraction', id)).toBe(409);
    expect((await engine.read(id)).branchesOf('it')).toEqual([]);
  });
});
