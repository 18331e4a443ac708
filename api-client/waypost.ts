import type {
  CheckpointBulkDeletion,
  CheckpointChanged,
  CheckpointDraft,
  CheckpointPatch,
  CheckpointQuery,
  CheckpointsDeleted,
  CheckpointUsage,
  Checkpoint,
} from './contract/checkpoint.ts';
import type { Offers, Presence, PresenceStatus } from './contract/desk.ts';
import type { HistoryFilter, HistorySort } from './contract/history.ts';
import type { Interaction, InteractionDetails, Message } from './contract/interaction.ts';
import type { Instant, Page } from './contract/primitives.ts';
import type { Me } from './contract/user.ts';
import type { WaypostError } from './errors.ts';
import type { z } from 'zod';

/**
 * What a subscription tells its listener.
 * - `loading`: nothing to show yet
 * - `cached`: from this browser's cache; fresh data is on its way
 * - `live`: as the server has it, and followed
 * - `offline`: the server cannot be reached since `since`; `data` is what this browser had
 * - `error`: refused or failed; `error` says why and `data` is what was known before, if anything.
 *   `retryAt` is when the client tries again by itself, null when it does not.
 */
export interface SubscriptionState<Data> {
  status: 'loading' | 'cached' | 'live' | 'offline' | 'error';
  data: Data | undefined;
  error: WaypostError | undefined;
  since: Instant | undefined;
  retryAt: Instant | null;
  /** False when this browser's storage is broken, full or forbidden: all works, nothing is kept. */
  kept: boolean;
}

/** Something that can be followed until the signal aborts. The listener is told the present state at once. */
export interface Subscription<Data> {
  readonly state: SubscriptionState<Data>;
  subscribe(
    listener: (state: SubscriptionState<Data>) => void,
    options: { signal: AbortSignal },
  ): void;
  /** Asks the server anew, now. */
  refresh(): Promise<void>;
}

/** Which interactions a history shows, and in which order: newest first unless said. */
export type HistoryQuery = z.input<typeof HistoryFilter> & { sort?: HistorySort };

/** The loaded part of a history. `complete` when there is nothing behind to load. */
export interface HistoryData {
  items: Interaction[];
  complete: boolean;
}

export interface History extends Subscription<HistoryData> {
  /** Loads the next older page; does nothing when `complete`. */
  loadMore(): Promise<void>;
}

/** One interaction with its conversation, in order. */
export interface InteractionData {
  interaction: InteractionDetails;
  messages: Message[];
}

export interface CheckpointsApi {
  list(query?: z.input<typeof CheckpointQuery>): Promise<Page<Checkpoint>>;
  read(id: string): Promise<Checkpoint>;
  create(draft: CheckpointDraft): Promise<Checkpoint>;
  /** Fails with a `precondition-failed` problem when someone else changed it since `revision`. */
  change(id: string, revision: number, patch: CheckpointPatch): Promise<CheckpointChanged>;
  duplicate(id: string, draft: CheckpointDraft): Promise<Checkpoint>;
  delete(
    id: string,
    options?: { confirmUsed?: boolean; replaceBy?: string },
  ): Promise<CheckpointsDeleted>;
  bulkDelete(request: z.input<typeof CheckpointBulkDeletion>): Promise<CheckpointsDeleted>;
  usage(id: string): Promise<CheckpointUsage>;
}

/** The work of an advisor: being there, and taking, answering and finishing interactions. */
export interface Desk {
  readonly offers: Subscription<Offers>;
  readonly presence: Subscription<Presence>;
  choosePresence(status: PresenceStatus): Promise<Presence>;
  /** Takes the interaction that rings. Fails with a sentence when it does not ring any more. */
  accept(interactionId: string): Promise<void>;
  refuse(interactionId: string): Promise<void>;
  /** Turns the interaction away: nobody takes it any more. */
  dissuade(interactionId: string): Promise<void>;
  finish(interactionId: string): Promise<void>;
  /** `key` is a UUID: a repeated call with the same one writes nothing twice. */
  write(interactionId: string, text: string, key: string): Promise<Message>;
}

/** The typed client. One per page and user; elements share it by context. */
export interface Waypost {
  readonly url: string;
  /** Who is signed in. */
  readonly me: Subscription<Me>;
  history(query?: HistoryQuery): History;
  interaction(id: string): Subscription<InteractionData>;
  readonly checkpoints: CheckpointsApi;
  readonly desk: Desk;
  chooseProfile(profileId: string): Promise<Me>;
  /** Ends the session and wipes this browser's cache of it. */
  signOut(): Promise<void>;
  /** Lets go of the socket, the cache and every subscription. */
  close(): void;
}

export interface WaypostOptions {
  /** The server, as `https://waypost.example`. */
  url: string;
  /**
   * Gives a bearer for the API: an access token, or an embed token minted by the host's own server (any JWT;
   * the client exchanges it when the server asks). Called again whenever the former one has ended.
   */
  getToken: (reason: { expired: boolean }) => Promise<string>;
  /** Default true: keep what was loaded in IndexedDB. */
  cache?: boolean;
  /** Default true: follow changes over a socket. */
  realtime?: boolean;
}
