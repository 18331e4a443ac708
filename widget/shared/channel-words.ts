import { msg } from '@lit/localize';
import type { Channel } from '../../api-client/contract/channel-settings.ts';

/** By this, paths and elements name them. */
export const CHANNELS = 'channels';

const kinds: Record<Channel['kind'], () => string> = {
  chat: () => msg('Chat'),
  webhook: () => msg('Webhook'),
  internal: () => msg('Internal'),
};

export const channelKindWords = (kind: Channel['kind']): string => kinds[kind]();
