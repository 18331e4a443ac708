import { z } from 'zod';
import {
  ChannelDraft,
  ChannelPatch,
  type ChannelForm,
} from '../../api-client/contract/channel-settings.ts';
import type { Viewer } from '../access/identity.ts';
import {
  changeChannel,
  createChannel,
  deleteChannel,
  listChannels,
  readChannel,
  writeChannelSecret,
} from '../storage/channel-settings.ts';
import { route } from './route.ts';

export const channelSettingsRoutes = [
  route('listChannels', async ({ viewer, services: { db } }) => ({
    items: await listChannels(db, viewer.organisationId),
  })),

  route('readChannelForm', async () => (form ??= describeChannelForm())),

  route('createChannel', async ({ body, viewer, services: { db, clock, newId } }) => {
    const now = clock.now();
    const secret = body.kind === 'webhook' ? newSecret() : null;
    const key = { organisationId: viewer.organisationId, id: newId(now) };
    return { ...(await createChannel(db, key, body, secret, now)), secret };
  }),

  route('readChannel', async ({ params, viewer, services: { db } }) =>
    readChannel(db, keyOf(viewer, params)),
  ),

  route('changeChannel', async ({ params, body, viewer, ifMatch, services: { db, clock } }) =>
    changeChannel(db, keyOf(viewer, params), body, ifMatch, clock.now()),
  ),

  route('deleteChannel', async ({ params, viewer, services: { db } }) => {
    await deleteChannel(db, keyOf(viewer, params));
    return undefined;
  }),

  route('renewChannelSecret', async ({ params, viewer, services: { db } }) => {
    const secret = newSecret();
    await writeChannelSecret(db, keyOf(viewer, params), secret);
    return { secret };
  }),
];

let form: ChannelForm | undefined;

/** What a channel's form is drawn from. */
export function describeChannelForm(): ChannelForm {
  const describe = (schema: z.ZodType) => ({
    ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
  });
  return {
    draft: describe(ChannelDraft.omit({ name: true })),
    settings: describe(ChannelPatch.omit({ name: true }).required()),
  };
}

function keyOf({ organisationId }: Viewer, { channel }: { channel: string }) {
  return { organisationId, id: channel };
}

function newSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
