import { sql } from 'kysely';
import { expect } from 'vitest';
import type { ConformanceCase, Stage } from '../stage.ts';

type Channel = 'whatsapp' | 'voice' | 'sms';

async function addCampaign({ engine, newReference }: Stage, channel: Channel) {
  const reference = newReference();
  const fields = [{ name: 'amount', type: 'number', required: true }];
  await engine.addEntity('campaign', reference, {
    channel,
    priority: { min: 1, max: 5 },
    layouts: [{ id: 'debt', name: 'Debt', fields }],
  });
  return {
    campaign: { reference },
    phone: '06 12 34 56 78',
    priority: '{{my.priority}}',
    layout: 'debt',
    fields: [{ name: 'amount', value: '10,50' }],
  };
}

const variables = { 'my.priority': '5' };

/** The targets of the interaction's campaign. */
async function targetsOf({ engine }: Stage, interactionId: string) {
  const { rows } = await sql<Record<string, unknown>>`
    select phone, priority, layout_id as layout, fields, starts_at as start from campaign_targets
    where interaction_id = ${interactionId}
  `.execute(engine.db);
  return rows;
}

/** 9.1 to 9.3: the same branches, whatever the channel. */
export const campaignCases: ConformanceCase[] = (['whatsapp', 'voice', 'sms'] as const).flatMap(
  (channel) => {
    const action = `insert-${channel}-target`;
    const other = channel === 'voice' ? 'sms' : 'voice';

    /** A refusal: a reason, and no target. */
    const refused = async (stage: Stage, changes: object) => {
      const parameters = { ...(await addCampaign(stage, channel)), ...changes };
      const done = await stage.engine.runAction(action, parameters, { variables });
      expect(done.reasonOf('it')).not.toBeNull();
      expect(await targetsOf(stage, done.id)).toEqual([]);
      return done;
    };

    return [
      {
        action,
        branch: 'ok',
        says: 'The target is in the campaign: its number as E.164, its fields by their types, and a start in the past is now.',
        async run(stage) {
          const startDate = '2026-11-19';
          const parameters = { ...(await addCampaign(stage, channel)), startDate };
          const done = await stage.engine.runAction(action, parameters, { variables });
          expect(await targetsOf(stage, done.id)).toEqual([
            {
              phone: '+33612345678',
              priority: 5,
              layout: 'debt',
              fields: { amount: '10.5' },
              start: stage.engine.now,
            },
          ]);
          return done;
        },
      },
      {
        action,
        branch: 'reference-not-found',
        says: 'No campaign of this channel has the reference; this is looked at before the number.',
        async run(stage) {
          const { campaign } = await addCampaign(stage, other);
          await refused(stage, { campaign });
          return refused(stage, { campaign: { reference: 'NO-SUCH-CAMPAIGN' }, phone: '12' });
        },
      },
      {
        action,
        branch: 'invalid-number',
        says:
          channel === 'sms'
            ? 'The number cannot be parsed, or is no mobile; this is looked at before duplicates and the rest.'
            : 'The number cannot be parsed; this is looked at before duplicates and the rest.',
        async run(stage) {
          const fixed = channel === 'sms' ? '01 42 68 53 00' : '12';
          await refused(stage, { phone: fixed });
          return refused(stage, { phone: '{{no.number}}', priority: '99' });
        },
      },
      {
        action,
        branch: 'duplication',
        says: 'The same number, in whatever spelling, is in the campaign already; inserted all the same where that is asked for.',
        async run(stage) {
          const parameters = await addCampaign(stage, channel);
          const insert = (changes: object) =>
            stage.engine.runAction(action, { ...parameters, ...changes }, { variables });
          await insert({});
          const twice = await insert({ insertIfDuplicate: true });
          expect(twice.branchesOf('it')).toEqual(['ok']);
          const done = await insert({ phone: '+33 (0)6 12.34.56.78', priority: '99' });
          expect(await targetsOf(stage, done.id)).toEqual([]);
          return done;
        },
      },
      ...(
        [
          ['The priority is outside of the campaign’s range', { priority: '6' }],
          [
            'The priority is no number: an empty variable is not 0',
            { priority: '{{no.value}}' },
          ],
          ['The start date is no date', { startDate: '2026-02-30' }],
          ['A field is not of its type', { fields: [{ name: 'amount', value: 'ten' }] }],
          ['A required field is empty', { fields: [] }],
          ['The campaign has no such layout', { layout: 'none', fields: [] }],
        ] as const
      ).map(([when, changes]) => ({
        action,
        branch: 'error',
        says: `${when}; nothing is inserted.`,
        run: (stage: Stage) => refused(stage, changes),
      })),
    ] satisfies ConformanceCase[];
  },
);
