import type { z } from 'zod';
import type {
  Channel,
  ChannelCreated,
  ChannelDraft,
  ChannelForm,
  ChannelPatch,
} from './contract/channel-settings.ts';

/** The ways by which customers come in. */
export interface ChannelsApi {
  /** The JSON Schemas of what is set of a channel beside its name. */
  form(): Promise<ChannelForm>;
  /** All of them, by name. */
  list(): Promise<readonly Channel[]>;
  read(id: string): Promise<Channel>;
  /** `secret` is told here and nowhere else; null of a chat, which has none. */
  create(draft: ChannelDraft): Promise<z.output<typeof ChannelCreated>>;
  /** Fails with a `precondition-failed` problem when someone else changed it since `revision`. */
  change(id: string, revision: number, patch: ChannelPatch): Promise<Channel>;
  /** Nobody comes in by it any more; what runs on it goes on. */
  delete(id: string): Promise<void>;
  /** Another secret for a webhook channel; the former one ends at once. */
  renewSecret(id: string): Promise<string>;
}
