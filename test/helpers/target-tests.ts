import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CampaignChannel } from '../../api-client/contract/entities/campaign.ts';
import { EngineRun } from './engine-run.ts';
import { wrongParameters } from './run-routing.ts';

const layouts = [
  {
    id: 'appointment',
    name: 'Appointment',
    fields: [
      { name: 'first_name', required: true },
      { name: 'amount', type: 'number' },
      { name: 'style', type: 'list', values: ['classic', 'modern'] },
    ],
  },
];

/** What the three campaign actions promise alike, on the real engine. */
export function testInsertTarget(type: string, channel: CampaignChannel): void {
  const other = channel === 'sms' ? 'voice' : 'sms';
  let engine: EngineRun;
  let campaign: string;
  let numbers = 0;
  beforeAll(async () => {
    engine = await EngineRun.start();
    campaign = await engine.addEntity('campaign', 'SPRING', { channel, layouts });
    await engine.addEntity('campaign', 'OTHER', { channel: other });
    await engine.addEntity('campaign', 'OVER', { channel, active: false });
  });
  afterAll(() => engine.stop());

  /** A mobile that no other test uses. */
  const newNumber = () => `06 12 00 00 ${String(++numbers).padStart(2, '0')}`;
  const insert = async (changes: Record<string, unknown>, variables = {}) => {
    const parameters = { campaign: { id: campaign }, phone: newNumber(), priority: '3' };
    const done = await engine.runAction(type, { ...parameters, ...changes }, { variables });
    expect(engine.faults).toEqual([]);
    return { branch: done.branchesOf('it')[0], reason: done.reasonOf('it'), id: done.id };
  };
  const targets = (interactionId: string) =>
    engine.db
      .selectFrom('campaign_targets')
      .selectAll()
      .where('interaction_id', '=', interactionId)
      .execute();

  describe('ok', () => {
    test('inserts the number in its international form, to be reached at once', async () => {
      const { branch, id } = await insert(
        { phone: '{{customer.phone}}' },
        {
          'customer.phone': '06.12.99.99.99',
        },
      );

      expect(branch).toBe('ok');
      expect(await targets(id)).toMatchObject([
        { phone: '+33612999999', priority: 3, layout_id: null, starts_at: engine.now },
      ]);
    });

    test('keeps the layout’s fields in their stored form, and leaves empty ones out', async () => {
      const { branch, id } = await insert(
        {
          campaign: { reference: '{{campaign.code}}' },
          layout: 'appointment',
          fields: [
            { name: 'first_name', value: 'Nadia' },
            { name: 'amount', value: '10,50' },
            { name: 'style', value: '' },
          ],
        },
        { 'campaign.code': 'SPRING' },
      );

      expect(branch).toBe('ok');
      expect(await targets(id)).toMatchObject([
        { layout_id: 'appointment', fields: { first_name: 'Nadia', amount: '10.5' } },
      ]);
    });

    test.each([
      ['', '2026-11-20T10:00:00.000Z'],
      ['2020-01-01', '2026-11-20T10:00:00.000Z'],
      ['24/12/2026', '2026-12-23T23:00:00.000Z'],
      ['2026-11-20T12:30', '2026-11-20T11:30:00.000Z'],
    ])('a start date of “%s” begins at %s', async (startDate, startsAt) => {
      const { id } = await insert({ startDate });

      expect((await targets(id))[0]?.starts_at.toISOString()).toBe(startsAt);
    });

    test('takes a priority at either end of the campaign’s range', async () => {
      expect((await insert({ priority: '1' })).branch).toBe('ok');
      expect((await insert({ priority: '{{a.b}}' }, { 'a.b': '10' })).branch).toBe('ok');
    });
  });

  test.each([
    ['nobody knows', { reference: 'NOBODY' }],
    ['is empty', { reference: '{{not.set}}' }],
    ['is of another channel', { reference: 'OTHER' }],
    ['is not active', { reference: 'OVER' }],
    ['was deleted', { id: '01a1fa88-fe34-7100-b2b9-5b94ce9a72b8' }],
  ])('reference-not-found: a campaign that %s', async (_, choice) => {
    const { branch, reason, id } = await insert({ campaign: choice, phone: 'rubbish' });

    expect(branch).toBe('reference-not-found');
    expect(reason).toMatch(/campaign/);
    expect(await targets(id)).toEqual([]);
  });

  test.each(['', 'rubbish', '12', '06 12', '+33 6 12 34 56 78 9'])(
    'invalid-number: “%s”, whatever else is wrong',
    async (phone) => {
      const { branch } = await insert({ phone: '{{a.b}}', priority: 'high' }, { 'a.b': phone });

      expect(branch).toBe('invalid-number');
    },
  );

  test(`invalid-number: a fixed line is ${channel === 'sms' ? 'one' : 'none'} here`, async () => {
    const fixed = `01 44 00 00 0${++numbers % 10}`;

    expect((await insert({ phone: fixed })).branch).toBe(
      channel === 'sms' ? 'invalid-number' : 'ok',
    );
  });

  describe('duplication', () => {
    test('the same number in another spelling, whatever else is wrong', async () => {
      expect((await insert({ phone: '06 12 34 56 78' })).branch).toBe('ok');
      const { branch, id } = await insert({ phone: '+33 (0)6 12 34 56 78', priority: 'high' });

      expect(branch).toBe('duplication');
      expect(await targets(id)).toEqual([]);
    });

    test('is none where duplicates are wanted, and none in another campaign', async () => {
      const campaign = await engine.addEntity('campaign', `OWN-${++numbers}`, { channel });
      const phone = newNumber();
      const twice = { phone, insertIfDuplicate: true };

      expect((await insert(twice)).branch).toBe('ok');
      expect((await insert(twice)).branch).toBe('ok');
      expect((await insert({ phone })).branch).toBe('duplication');
      expect((await insert({ phone, campaign: { id: campaign } })).branch).toBe('ok');
    });

    test('of those who insert a number at the same moment, one does', async () => {
      const phone = newNumber();
      const done = await Promise.all(Array.from({ length: 6 }, () => insert({ phone })));

      expect(done.map(({ branch }) => branch).sort()).toEqual([
        ...Array<string>(5).fill('duplication'),
        'ok',
      ]);
    });
  });

  test.each([
    ['a priority above the range', { priority: '11' }],
    ['a priority below the range', { priority: '0' }],
    ['an empty priority, which is not 0', { priority: '{{not.set}}' }],
    ['a priority that is no number', { priority: 'high' }],
    ['half a priority', { priority: '1.5' }],
    ['a day that does not exist', { startDate: '2026-02-30' }],
    ['a start date that is none', { startDate: 'tomorrow' }],
    ['a layout that the campaign does not have', { layout: 'nothing' }],
    ['a required field that is missing', { layout: 'appointment' }],
    [
      'a required field that is empty',
      { layout: 'appointment', fields: [{ name: 'first_name', value: ' ' }] },
    ],
    [
      'a field that the layout does not have',
      { layout: 'appointment', fields: [{ name: 'nothing', value: 'x' }] },
    ],
    [
      'a field of another type',
      {
        layout: 'appointment',
        fields: [
          { name: 'first_name', value: 'Nadia' },
          { name: 'amount', value: 'much' },
        ],
      },
    ],
    [
      'a value that the list does not propose',
      {
        layout: 'appointment',
        fields: [
          { name: 'first_name', value: 'Nadia' },
          { name: 'style', value: 'baroque' },
        ],
      },
    ],
  ])('error: %s', async (_, changes) => {
    const { branch, reason, id } = await insert(changes);

    expect(branch).toBe('error');
    expect(reason).toMatch(/\S.*\.$/);
    expect(await targets(id)).toEqual([]);
  });

  test.each([
    ['no campaign', { phone: '1', priority: '1' }, 'campaign'],
    ['no number', { campaign: { reference: 'A' }, priority: '1' }, 'phone'],
    ['no priority', { campaign: { reference: 'A' }, phone: '1' }, 'priority'],
    [
      'fields without a layout',
      {
        campaign: { reference: 'A' },
        phone: '1',
        priority: '1',
        fields: [{ name: 'a', value: 'b' }],
      },
      'fields',
    ],
    [
      'a field twice',
      {
        campaign: { reference: 'A' },
        phone: '1',
        priority: '1',
        layout: 'a',
        fields: [
          { name: 'a', value: 'b' },
          { name: 'a', value: 'c' },
        ],
      },
      'fields.1.name',
    ],
  ])('refuses %s', (_, parameters, path) => {
    expect(wrongParameters(type, parameters)).toContain(path);
  });
}
