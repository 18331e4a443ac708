import { expect } from 'vitest';
import { treeOf } from '../../helpers/run-routing.ts';
import type { ConformanceCase } from '../stage.ts';

const links = Array.from({ length: 10 }, (_, index) => index + 1);
const tens = links.map(() => 10);

/** 1.1 to 1.5. */
export const treeCases: ConformanceCase[] = [
  {
    action: 'start',
    branch: 'ok',
    says: 'Every interaction enters here and goes on at once.',
    async run({ engine }) {
      const it = { type: 'start', name: 'Start', parameters: {}, branches: { ok: 'end' } };
      const end = { type: 'node', name: 'End', parameters: {}, branches: {} };
      const done = await engine.run({ start: 'it', actions: { it, end } });
      expect(done.events.find(({ kind }) => kind === 'action')?.actionId).toBe('it');
      expect(done.run.outcome).toBe('completed');
      return done;
    },
  },

  ...links.map((link) => ({
    action: 'load-sharing',
    branch: `link-${link}`,
    says: `Of ten loads of 10, a draw from ${(link - 1) * 10} up to ${link * 10} takes link ${link}.`,
    run: async ({ engine, draws }: Parameters<ConformanceCase['run']>[0]) => {
      draws.push((link - 1) / 10, link / 10 - 0.000_001);
      const lowest = await engine.runAction('load-sharing', { loads: tens });
      expect(lowest.branchesOf('it')).toEqual([`link-${link}`]);
      return engine.runAction('load-sharing', { loads: tens });
    },
  })),
  {
    action: 'load-sharing',
    branch: 'no-link',
    says: 'The link that was drawn is not wired.',
    async run({ engine, draws }) {
      draws.push(0.5);
      const loads = [50, 50, 0, 0, 0, 0, 0, 0, 0, 0];
      const branches = { 'link-1': 'on', 'no-link': 'on' };
      const it = { type: 'load-sharing', parameters: { loads }, branches };
      const done = await engine.run(treeOf({ it, on: { type: 'node' } }));
      expect(done.reasonOf('it')).toContain('link-2');
      return done;
    },
  },
  {
    action: 'load-sharing',
    branch: 'no-link',
    says: 'The stored loads are not valid: they add up to 99.',
    async run({ engine }) {
      const done = await engine.runAction('load-sharing', { loads: [33, 33, 33, ...zeros(7)] });
      expect(done.reasonOf('it')).not.toBeNull();
      return done;
    },
  },

  {
    action: 'add-checkpoint',
    branch: 'ok',
    says: 'The checkpoint is on the interaction, with its alias among the tags; a second time only counts.',
    async run(stage) {
      const { id, reference } = await stage.addCheckpoint('vip');
      const parameters = { checkpoint: { reference: '{{my.mark}}' } };
      const again = { type: 'add-checkpoint', parameters: { checkpoint: { id } } };
      const it = { type: 'add-checkpoint', parameters, branches: { ok: 'again' } };
      const variables = { 'my.mark': ` ${reference} ` };
      const done = await stage.engine.run(treeOf({ it, again }), { variables });
      expect(await stage.checkpointsOf(done.id)).toMatchObject([
        { reference, alias: 'vip', action_id: 'it', sequence: 1, hits: 2 },
      ]);
      return done;
    },
  },
  {
    action: 'add-checkpoint',
    branch: 'reference-not-found',
    says: 'No checkpoint has the reference; nothing is attached.',
    async run(stage) {
      const checkpoint = { reference: 'NO-SUCH-CHECKPOINT' };
      const done = await stage.engine.runAction('add-checkpoint', { checkpoint });
      expect(done.reasonOf('it')).toContain('NO-SUCH-CHECKPOINT');
      expect(await stage.checkpointsOf(done.id)).toEqual([]);
      return done;
    },
  },

  {
    action: 'pause',
    branch: 'ok',
    says: 'The time is over, and not before; what the customer wrote meanwhile is kept and moves nothing.',
    async run(stage) {
      const { engine } = stage;
      const { id } = await engine.runAction('pause', { seconds: 60 });
      stage.later(59);
      await engine.write(id, 'Is anybody there?');
      const waiting = await engine.due(id);
      expect(waiting.branchesOf('it')).toEqual([]);
      expect(waiting.messages.map(({ text }) => text)).toEqual(['Is anybody there?']);
      stage.later(1);
      return engine.due(id);
    },
  },
  {
    action: 'pause',
    branch: 'ok',
    says: 'A pause of 0 seconds goes on at once.',
    run: ({ engine }) => engine.runAction('pause', { seconds: 0 }),
  },

  {
    action: 'node',
    branch: 'ok',
    says: 'It joins branches: no message, no checkpoint, no wait.',
    async run(stage) {
      const done = await stage.engine.runAction('node', {});
      expect(done.run.outcome).toBe('completed');
      expect(done.messages).toEqual([]);
      expect(await stage.checkpointsOf(done.id)).toEqual([]);
      return done;
    },
  },
];

function zeros(count: number): number[] {
  return Array<number>(count).fill(0);
}
