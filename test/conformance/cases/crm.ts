import { sql } from 'kysely';
import { expect } from 'vitest';
import type { CrmCard } from '../../../mock-server/routing/effects.ts';
import { linksOf } from '../../helpers/stored-links.ts';
import type { ConformanceCase, Read, Stage } from '../stage.ts';

const named = (values: Record<string, string>) =>
  Object.entries(values).map(([name, value]) => ({ name, value }));

/** A built-in CRM with cards. */
async function addCrm({ engine, newReference }: Stage, ...cards: Record<string, string>[]) {
  const fields = [
    { name: 'name', title: 'Name', required: true },
    { name: 'city', title: 'City' },
    { name: 'points', title: 'Points', type: 'number' },
  ];
  const id = await engine.addEntity('crm', newReference(), { kind: 'built-in', fields });
  for (const card of cards) {
    const created = await engine.runAction('create-crm-card', {
      crm: { id },
      fields: named(card),
    });
    expect(created.branchesOf('it')).toEqual(['ok']);
  }
  return { id };
}

const cardsOf = async ({ engine }: Stage, crm: { id: string }) => {
  const rows = await engine.db
    .selectFrom('cards')
    .select('content')
    .where('crm_id', '=', crm.id)
    .orderBy('position')
    .execute();
  return rows.map(({ content }) => content[crm.id]);
};

/** A CRM that is described by data. */
async function addHttpCrm({ engine, newReference }: Stage) {
  const create = { path: '/contacts', body: { type: 'json', template: '{{fields}}' } };
  const fields = [
    { name: 'name', title: 'Name' },
    { name: 'orders', title: 'Orders', type: 'number' },
  ];
  const id = await engine.addEntity('crm', newReference(), {
    kind: 'v2',
    address: 'https://crm.example.com',
    objects: [{ name: 'contact', title: 'Contact', fields, create }],
    scenarios: [
      {
        name: 'by_phone',
        title: 'By phone',
        object: 'contact',
        path: '/contacts',
        query: [{ name: 'phone', value: '{{customer.phone}}' }],
        default: true,
      },
    ],
  });
  return { id };
}

const answerWith = ({ outside }: Stage, ...cards: CrmCard[]) =>
  outside.answer('crm', () => ({ ok: true, cards }));
const zoe = { id: '7', label: 'Zoé', address: null };
const variables = { 'customer.phone': '+33612345678', 'customer.name': 'Zoé' };

/** While this runs, no interaction can be linked to a card: the database passes the update over. */
async function withoutLinks(stage: Stage, act: () => Promise<Read>): Promise<Read> {
  const { db } = stage.engine;
  await sql`create function pass_over() returns trigger language plpgsql as 'begin return null; end'`.execute(
    db,
  );
  await sql`create trigger pass_over before update of crm_card on interactions
    for each row execute function pass_over()`.execute(db);
  try {
    return await act();
  } finally {
    await sql`drop function pass_over cascade`.execute(db);
  }
}

async function expectNoLink({ engine }: Stage, done: Read): Promise<void> {
  expect(done.reasonOf('it')).not.toBeNull();
  expect((await linksOf(engine, done)).card).toBeNull();
}

/** 5.5: the action on a CRM with two Zoés and one Max. */
async function associate(stage: Stage, values: Record<string, string>, more: object = {}) {
  const crm = await addCrm(
    stage,
    { name: 'Zoé', city: 'Paris' },
    { name: 'Zoé' },
    { name: 'Max', city: 'Lyon' },
  );
  const parameters = { crm, confirm: 'all', assertions: named(values), ...more };
  const done = await stage.engine.runAction('associate-crm-card', parameters, { variables });
  return { done, crm };
}

/** 5.5 to 5.8. */
export const crmCases: ConformanceCase[] = [
  {
    action: 'associate-crm-card',
    branch: 'ok',
    says: 'One card has all of the values: it is linked.',
    async run(stage) {
      const { done } = await associate(stage, { name: '{{customer.name}}', city: 'Paris' });
      expect((await linksOf(stage.engine, done)).card).toMatchObject({ label: 'Zoé' });
      return done;
    },
  },
  {
    action: 'associate-crm-card',
    branch: 'ok',
    says: 'One card has at least one of the values; an empty one is skipped.',
    async run(stage) {
      const values = { name: '{{no.name}}', city: 'Lyon' };
      const { done } = await associate(stage, values, { confirm: 'any' });
      expect((await linksOf(stage.engine, done)).card).toMatchObject({ label: 'Max' });
      return done;
    },
  },
  {
    action: 'associate-crm-card',
    branch: 'ok',
    says: 'None was found, and one is created where that is asked for.',
    async run(stage) {
      const { done, crm } = await associate(stage, { name: 'Ada' }, { create: true });
      expect((await linksOf(stage.engine, done)).card).toMatchObject({ label: 'Ada' });
      expect(await cardsOf(stage, crm)).toHaveLength(4);
      return done;
    },
  },
  {
    action: 'associate-crm-card',
    branch: 'not-found',
    says: 'None was found: under “all”, an empty value matches nothing, not even an empty field.',
    async run(stage) {
      const { done } = await associate(stage, { name: 'Zoé', city: '{{no.city}}' });
      await expectNoLink(stage, done);
      return done;
    },
  },
  {
    action: 'associate-crm-card',
    branch: 'default',
    says: 'Several were found, and none is linked.',
    async run(stage) {
      const { done } = await associate(stage, { name: 'Zoé' }, { create: true });
      await expectNoLink(stage, done);
      return done;
    },
  },
  {
    action: 'associate-crm-card',
    branch: 'not-ok',
    says: 'None was found, and one could not be created: a required field has no value.',
    async run(stage) {
      const { done, crm } = await associate(stage, { city: 'Nice' }, { create: true });
      await expectNoLink(stage, done);
      expect(await cardsOf(stage, crm)).toHaveLength(3);
      return done;
    },
  },
  {
    action: 'associate-crm-card',
    branch: 'not-ok',
    says: 'The CRM cannot be asked: it was deleted.',
    async run(stage) {
      const crm = { id: '0193b2a0-0000-7000-8000-00000000dead' };
      const { done } = await associate(stage, { name: 'Max' }, { crm });
      await expectNoLink(stage, done);
      return done;
    },
  },

  ...[true, false].map((associated) => ({
    action: 'create-crm-card',
    branch: 'ok',
    says: associated
      ? 'The card is there with its values by their types, and linked as asked.'
      : 'The card is there, and not linked: that was not asked.',
    run: async (stage: Stage) => {
      const crm = await addCrm(stage);
      const fields = named({ name: '{{customer.name}}', points: '1,50' });
      const parameters = { crm, fields, associate: associated };
      const done = await stage.engine.runAction('create-crm-card', parameters, { variables });
      expect(await cardsOf(stage, crm)).toEqual([{ name: 'Zoé', points: '1.5' }]);
      expect((await linksOf(stage.engine, done)).card !== null).toBe(associated);
      return done;
    },
  })),
  {
    action: 'create-crm-card',
    branch: 'error',
    says: 'The link failed; the card stays.',
    async run(stage) {
      const crm = await addCrm(stage);
      const parameters = { crm, fields: named({ name: 'Zoé' }), associate: true };
      const done = await withoutLinks(stage, () =>
        stage.engine.runAction('create-crm-card', parameters),
      );
      expect(await cardsOf(stage, crm)).toEqual([{ name: 'Zoé' }]);
      await expectNoLink(stage, done);
      return done;
    },
  },
  {
    action: 'create-crm-card',
    branch: 'error',
    says: 'A value is not of its field’s type; there is no card.',
    async run(stage) {
      const crm = await addCrm(stage);
      const fields = named({ name: 'Zoé', points: 'many' });
      const done = await stage.engine.runAction('create-crm-card', { crm, fields });
      expect(done.reasonOf('it')).toContain('points');
      expect(await cardsOf(stage, crm)).toEqual([]);
      return done;
    },
  },

  {
    action: 'associate-crm-v2-card',
    branch: 'ok',
    says: 'The default scenario found one card: it is linked.',
    async run(stage) {
      answerWith(stage, zoe);
      const crm = await addHttpCrm(stage);
      const done = await stage.act('associate-crm-v2-card', { crm }, { variables });
      expect(stage.outside.requests('crm')).toMatchObject([
        {
          call: 'search',
          scenario: 'by_phone',
          variables: { 'customer.phone': '+33612345678' },
        },
      ]);
      expect((await linksOf(stage.engine, done)).card).toEqual({ crmId: crm.id, ...zoe });
      return done;
    },
  },
  {
    action: 'associate-crm-v2-card',
    branch: 'not-found',
    says: 'The scenario found none; with an empty value, nothing is looked for at all.',
    async run(stage) {
      const crm = await addHttpCrm(stage);
      const empty = await stage.act('associate-crm-v2-card', { crm });
      expect(empty.branchesOf('it')).toEqual(['not-found']);
      expect(stage.outside.asked).toEqual([]);
      answerWith(stage);
      const done = await stage.act('associate-crm-v2-card', { crm }, { variables });
      await expectNoLink(stage, done);
      return done;
    },
  },
  {
    action: 'associate-crm-v2-card',
    branch: 'default',
    says: 'It found several, and none is linked.',
    async run(stage) {
      answerWith(stage, zoe, { ...zoe, id: '8' });
      const crm = await addHttpCrm(stage);
      const done = await stage.act('associate-crm-v2-card', { crm }, { variables });
      await expectNoLink(stage, done);
      return done;
    },
  },
  {
    action: 'associate-crm-v2-card',
    branch: 'not-ok',
    says: 'The CRM failed; the reason is given. So is that it has no such scenario.',
    async run(stage) {
      const crm = await addHttpCrm(stage);
      const parameters = { crm, scenario: 'by_dog' };
      const other = await stage.act('associate-crm-v2-card', parameters, { variables });
      expect(other.reasonOf('it')).toContain('by_dog');
      stage.outside.answer('crm', () => ({ ok: false, reason: 'It answered 503.' }));
      const done = await stage.act('associate-crm-v2-card', { crm }, { variables });
      expect(done.reasonOf('it')).toBe('It answered 503.');
      await expectNoLink(stage, done);
      return done;
    },
  },
  {
    action: 'create-crm-v2-card',
    branch: 'ok',
    says: 'The CRM made the card with its fields by their types, and it is linked as asked.',
    async run(stage) {
      answerWith(stage, zoe);
      const crm = await addHttpCrm(stage);
      const fields = named({ name: '{{customer.name}}', orders: '10,50' });
      const parameters = { crm, object: 'contact', fields, associate: true };
      const done = await stage.act('create-crm-v2-card', parameters, { variables });
      expect(stage.outside.requests('crm')).toMatchObject([
        { call: 'create', object: 'contact', fields: { name: 'Zoé', orders: '10.5' } },
      ]);
      expect((await linksOf(stage.engine, done)).card).toEqual({ crmId: crm.id, ...zoe });
      return done;
    },
  },
  {
    action: 'create-crm-v2-card',
    branch: 'error',
    says: 'The CRM failed; the reason is given.',
    async run(stage) {
      stage.outside.answer('crm', () => ({ ok: false, reason: 'It answered 503.' }));
      const parameters = { object: 'contact', fields: named({ name: 'Zoé' }), associate: true };
      const crm = await addHttpCrm(stage);
      const done = await stage.act('create-crm-v2-card', { crm, ...parameters });
      expect(done.reasonOf('it')).toBe('It answered 503.');
      await expectNoLink(stage, done);
      return done;
    },
  },
  {
    action: 'create-crm-v2-card',
    branch: 'error',
    says: 'The CRM made the card, which stays, and the link failed.',
    async run(stage) {
      answerWith(stage, zoe);
      const fields = named({ name: 'Zoé' });
      const parameters = { crm: await addHttpCrm(stage), object: 'contact', fields };
      const done = await withoutLinks(stage, () =>
        stage.act('create-crm-v2-card', { ...parameters, associate: true }),
      );
      expect(stage.outside.asked).toHaveLength(1);
      await expectNoLink(stage, done);
      return done;
    },
  },
];
