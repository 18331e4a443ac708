import { expect } from 'vitest';
import type { ConformanceCase, Stage } from '../stage.ts';

async function addService({ engine, newReference }: Stage) {
  const reference = newReference();
  await engine.addEntity('web-service', reference, {
    method: 'GET',
    address: 'https://orders.example.com/{{input.number}}',
    inputs: [{ name: 'number', title: 'Number', required: true }],
  });
  return {
    service: { reference },
    inputs: [{ name: 'number', value: '{{order.number}}' }],
    outputs: [
      { field: 'state', target: 'order.state' },
      { field: 'late.since', target: 'order.since' },
    ],
  };
}

const variables = { 'order.number': '42', 'order.state': 'old', 'order.since': 'old' };

/** 8.1. */
export const interconnectionCases: ConformanceCase[] = [
  {
    action: 'web-service',
    branch: 'ok',
    says: 'The answer came; its fields are stored, and a field that it does not have clears its target.',
    async run(stage) {
      stage.outside.answer('web-service', () => ({
        ok: true,
        values: { state: 'sent', 'late.since': null },
      }));
      const done = await stage.act('web-service', await addService(stage), { variables });
      expect(stage.outside.requests('web-service')).toMatchObject([
        { waited: true, inputs: { number: '42' }, wanted: ['state', 'late.since'] },
      ]);
      expect(done.variables).toEqual({ 'order.number': '42', 'order.state': 'sent' });
      return done;
    },
  },
  {
    action: 'web-service',
    branch: 'ok',
    says: 'Asynchronous: the call is queued, and what comes of it changes nothing but the trail of events.',
    async run(stage) {
      const { engine, outside } = stage;
      outside.answer('web-service', () => ({ ok: false, reason: 'It answered 500.' }));
      const parameters = { ...(await addService(stage)), synchronous: false, outputs: [] };
      const queued = await engine.runAction('web-service', parameters, { variables });
      expect(queued.branchesOf('it')).toEqual(['ok']);
      expect(outside.asked).toEqual([]);
      const done = await engine.doEffects(queued.id);
      expect(outside.asked).toHaveLength(1);
      expect(done.events.map(({ kind }) => kind)).toContain('effect-failed');
      return done;
    },
  },
  {
    action: 'web-service',
    branch: 'not-ok',
    says: 'No good answer came; the reason is given, and the targets are untouched.',
    async run(stage) {
      const reason = 'The service answered with status 500.';
      stage.outside.answer('web-service', () => ({ ok: false, reason }));
      const done = await stage.act('web-service', await addService(stage), { variables });
      expect(done.reasonOf('it')).toBe(reason);
      expect(done.variables).toEqual(variables);
      return done;
    },
  },
  {
    action: 'web-service',
    branch: 'not-ok',
    says: 'The web service that was picked has been deleted; nothing is called.',
    async run(stage) {
      const service = { id: '0193b2a0-0000-7000-8000-00000000dead' };
      const done = await stage.act('web-service', { service });
      expect(done.reasonOf('it')).not.toBeNull();
      expect(stage.outside.asked).toEqual([]);
      return done;
    },
  },
];
