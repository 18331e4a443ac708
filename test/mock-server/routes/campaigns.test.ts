import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CampaignTarget } from '../../../api-client/contract/campaign-target.ts';
import { createCampaigns } from '../../../mock-server/storage/campaigns.ts';
import { DemoServer } from '../../helpers/demo-server.ts';

let server: DemoServer;
let admin: string;
let campaign: string;
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 5 });
  admin = (await server.signIn('admin')).accessToken;
  const { body } = await server.call('createEntity', {
    token: admin,
    params: { kind: 'campaigns' },
    body: { name: 'Winter', reference: 'winter', definition: { channel: 'sms' } },
  });
  campaign = body.id as string;
  await insertTargets(5);
});
afterAll(() => server.stop());

async function insertTargets(count: number): Promise<void> {
  const { db, newId, clock } = server.services;
  let now = clock.now();
  const { organisation_id: organisationId } = await db
    .selectFrom('entities')
    .select('organisation_id')
    .where('id', '=', campaign)
    .executeTakeFirstOrThrow();
  const scope = { db, organisationId, interactionId: newId(now), newId, now: () => now };
  for (let index = 0; index < count; index++) {
    now = new Date(now.getTime() + 1);
    await createCampaigns(scope).insertTarget(
      {
        campaignId: campaign,
        phone: `+3361234567${index}`,
        startsAt: now,
        priority: 1,
        layoutId: null,
        fields: {},
      },
      { evenIfDuplicate: false },
    );
  }
}

const list = (query: Record<string, string> = {}, id = campaign, token = admin) =>
  server.call('listCampaignTargets', { token, params: { id }, query });

test('a dialler reads a campaign’s targets page by page, oldest first, each once', async () => {
  const phones: string[] = [];
  let cursor: string | null = null;
  do {
    const { body } = await list({ limit: '2', ...(cursor ? { cursor } : {}) });
    phones.push(...body.items.map(({ phone }: CampaignTarget) => phone));
    cursor = body.nextCursor as string | null;
  } while (cursor);

  expect(phones).toEqual(Array.from({ length: 5 }, (_, index) => `+3361234567${index}`));
});

test('what is no campaign is not found', async () => {
  const { body } = await server.call('listEntities', {
    token: admin,
    params: { kind: 'queues' },
  });

  expect((await list({}, body.items[0].id as string)).status).toBe(404);
});

test('who may not read entities is refused', async () => {
  const { accessToken } = await server.signIn('agent');

  expect((await list({}, campaign, accessToken)).status).toBe(403);
});

test('targets go with their campaign', async () => {
  const answer = await server.call('deleteEntity', {
    token: admin,
    params: { kind: 'campaigns', id: campaign },
  });

  expect(answer.status).toBe(200);
  expect((await list()).status).toBe(404);
});
