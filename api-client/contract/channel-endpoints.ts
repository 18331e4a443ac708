import { Incoming, Received } from './channel.ts';
import {
  Channel,
  ChannelCreated,
  ChannelDraft,
  ChannelForm,
  ChannelId,
  ChannelPatch,
  Channels,
  ChannelSecret,
} from './channel-settings.ts';
import type { EndpointSchema } from './endpoint-schemas.ts';
import type { EndpointName } from './endpoints.ts';
import { z } from 'zod';

const byChannel = z.strictObject({ channel: ChannelId });

/** The endpoints of channels' settings, and the one call that a gateway needs. */
export const channelEndpoints = {
  listChannels: {
    summary: 'The channels; never their secrets',
    access: ['entities', 'read'],
    answer: Channels,
  },
  readChannelForm: {
    summary: 'What the form of a channel needs',
    access: ['entities', 'read'],
    answer: ChannelForm,
  },
  createChannel: {
    summary: 'Set up a channel; a webhook channel’s secret is told here and nowhere else',
    access: ['entities', 'create'],
    body: ChannelDraft,
    answer: ChannelCreated,
    status: 201,
  },
  readChannel: {
    summary: 'Read a channel',
    access: ['entities', 'read'],
    params: byChannel,
    answer: Channel,
  },
  changeChannel: {
    summary: 'Change a channel',
    access: ['entities', 'modify'],
    params: byChannel,
    body: ChannelPatch,
    answer: Channel,
    ifMatch: true,
  },
  deleteChannel: {
    summary: 'Delete a channel: nobody comes in by it any more, and nothing goes out',
    access: ['entities', 'delete'],
    params: byChannel,
  },
  renewChannelSecret: {
    summary: 'Give a webhook channel a new secret; the former one ends at once',
    access: ['entities', 'modify'],
    params: byChannel,
    answer: ChannelSecret,
    status: 201,
  },
  receiveIncoming: {
    summary: 'A gateway brings what a customer wrote; the conversation goes on, or begins',
    access: 'gateway',
    params: byChannel,
    body: Incoming,
    answer: Received,
    status: 201,
  },
} as const satisfies Partial<Record<EndpointName, EndpointSchema>>;
