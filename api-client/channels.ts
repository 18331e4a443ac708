import type { ChannelsApi } from './channels-api.ts';
import type { Sync } from './sync.ts';

/** The administration of channels, call by call. */
export function channelsApi(sync: Sync): ChannelsApi {
  const of = (channel: string) => ({ params: { channel } });
  return {
    form: () => sync.call('readChannelForm', {}),
    list: async () => (await sync.call('listChannels', {})).items,
    read: (id) => sync.call('readChannel', of(id)),
    create: (body) => sync.call('createChannel', { body }),
    change: (id, revision, body) =>
      sync.call('changeChannel', { ...of(id), body, ifMatch: revision }),
    delete: async (id) => {
      await sync.call('deleteChannel', of(id));
    },
    renewSecret: async (id) => (await sync.call('renewChannelSecret', of(id))).secret,
  };
}
