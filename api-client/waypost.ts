import type { ActionTypes } from './contract/action-type.ts';
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
import type { CheckpointImport, CheckpointsImported } from './contract/checkpoint-import.ts';
import type { Offers, Presence, PresenceStatus } from './contract/desk.ts';
import type {
  HistoryChoices,
  HistoryCount,
  HistoryFilter,
  HistorySort,
  HistoryView,
  HistoryViewDraft,
} from './contract/history.ts';
import type {
  Interaction,
  InteractionDetails,
  InteractionEvent,
  Message,
} from './contract/interaction.ts';
import type { ButtonPressed, InteractionButton } from './contract/interaction-buttons.ts';
import type {
  CardRecord,
  InteractionRecords,
  QualificationRecord,
} from './contract/interaction-records.ts';
import type { PathRouting } from './contract/interaction-routings.ts';
import type {
  CardAssignment,
  CardCreation,
  CardQuery,
  CaseAssignment,
  CaseCreation,
  Done,
  FoundCards,
  FoundCases,
  InteractionSettings,
  PaymentCreation,
  QualificationDraft,
} from './contract/interaction-settings.ts';
import type { Instant, Page } from './contract/primitives.ts';
import type {
  CheckpointReport,
  CheckpointReportQuery,
  FunnelReport,
  FunnelReportQuery,
  LoadSharingReport,
  LoadSharingReportQuery,
} from './contract/report.ts';
import type {
  Routing,
  RoutingDraft,
  RoutingPatch,
  RoutingQuery,
  RoutingVersion,
  Validation,
  VersionContent,
  VersionCounts,
  VersionDraft,
  VersionSummary,
} from './contract/routing.ts';
import type { Rehearsal, ScenarioInput } from './contract/scenario.ts';
import type { Supervision, SupervisionQuery } from './contract/supervision.ts';
import type { Me } from './contract/user.ts';
import type { ChannelsApi } from './channels-api.ts';
import type { EntitiesApi } from './entities-api.ts';
import type { SecretsApi } from './secrets-api.ts';
import type { WaypostError } from './errors.ts';
import type { PeopleApi } from './people-api.ts';
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
  /** How many there are in all, as far as it is known: from the server, kept true by what comes and goes. */
  total: HistoryCount | undefined;
  /**
   * What this browser keeps of the query's period, for as long as that is what is shown: rows that started at or
   * after `since`, whole or with gaps. Null: of the whole period. Undefined when the rows are the server's.
   */
  kept: { since: Instant | null; isWhole: boolean } | undefined;
}

export interface History extends Subscription<HistoryData> {
  /** Loads the next page; does nothing when `complete`. Without the server, from what this browser keeps. */
  loadMore(): Promise<void>;
}

/** The views that the user saved for themselves. */
export interface HistoryViewsApi {
  list(): Promise<HistoryView[]>;
  create(draft: HistoryViewDraft): Promise<HistoryView>;
  change(id: string, draft: HistoryViewDraft): Promise<HistoryView>;
  delete(id: string): Promise<void>;
}

export interface ExportOptions {
  /** Of the file's titles and values. */
  language: 'en' | 'fr';
  /** Aborted: the export ends, and fails with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Told how many rows have arrived, and how many there will be. */
  onProgress?: ((rows: number, total: number) => void) | undefined;
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
  /** Fails with a `precondition-failed` problem when it would do something else than its `preview` told. */
  import(request: CheckpointImport): Promise<CheckpointsImported>;
  usage(id: string): Promise<CheckpointUsage>;
}

/** Smart routings and their versions. Changes fail with `precondition-failed` when someone was faster since `revision`. */
export interface RoutingsApi {
  list(query?: z.input<typeof RoutingQuery>): Promise<Page<Routing>>;
  read(id: string): Promise<Routing>;
  /** With version 1 in development: a start and nothing more. */
  create(draft: RoutingDraft): Promise<Routing>;
  change(id: string, revision: number, patch: RoutingPatch): Promise<Routing>;
  /** Only what never was in production. */
  delete(id: string): Promise<void>;
  /** Newest first. */
  versions(id: string): Promise<VersionSummary[]>;
  version(id: string, number: number): Promise<RoutingVersion>;
  /** In development: a start alone, or a copy of the version `from`. */
  createVersion(id: string, draft?: VersionDraft): Promise<RoutingVersion>;
  /** Of a development version only. What no engine could run fails with `invalid-input`, and `fields` names where. */
  save(
    id: string,
    number: number,
    revision: number,
    content: VersionContent,
  ): Promise<RoutingVersion>;
  validate(id: string, number: number): Promise<Validation>;
  /** With a `revision` only as it was seen. */
  publish(
    id: string,
    number: number,
    to: 'testing' | 'production',
    revision?: number,
  ): Promise<RoutingVersion>;
  archive(id: string, number: number): Promise<RoutingVersion>;
  /** Rehearses it for a customer who is not there; nothing of it is kept. */
  test(id: string, number: number, scenario: ScenarioInput): Promise<Rehearsal>;
  /** Of the interactions that the user sees and that started in the period. */
  counts(
    id: string,
    number: number,
    period: { from: Instant; to: Instant },
  ): Promise<VersionCounts>;
  /** The types with the data of their forms, and what is asked of whoever tries a routing. */
  actionTypes(): Promise<ActionTypes>;
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
  /** `qualificationIds`: what it was about; refused where one of them needs a comment. */
  finish(interactionId: string, qualificationIds?: string[]): Promise<void>;
  /** `key` is a UUID: a repeated call with the same one writes nothing twice. */
  write(interactionId: string, text: string, key: string): Promise<Message>;
}

/**
 * Everything about one interaction besides its row and its conversation, and what is done to it by hand. A call that
 * is refused fails with a problem whose sentence is for the user; `not-found` where they do not see the interaction.
 * Creations take a `key`, a UUID: a repeated call with the same one makes nothing twice.
 */
export interface RecordsApi {
  /** What the tabs show, asked for anew with every change of the interaction. Never kept. */
  of(id: string): Subscription<InteractionRecords>;
  /** The linked card as its CRM has it now; `not-found` when there is none. A CRM of one's own may take seconds to answer. */
  card(id: string): Promise<CardRecord>;
  /** All that happened, in order. */
  events(id: string): Promise<InteractionEvent[]>;
  /** The trees that it went through. With the events they tell the path. */
  routings(id: string): Promise<PathRouting[]>;
  settings(id: string): Promise<InteractionSettings>;

  searchCards(id: string, query: z.input<typeof CardQuery>): Promise<FoundCards>;
  createCard(id: string, creation: CardCreation): Promise<Done>;
  assignCard(id: string, assignment: CardAssignment): Promise<Done>;
  /** `linked` is the id of the card that the user saw. */
  unassignCard(id: string, linked?: string): Promise<Done>;

  /** Without a search, the customer's own. */
  searchCases(id: string, search?: string): Promise<FoundCases>;
  createCase(id: string, creation: CaseCreation): Promise<Done>;
  assignCase(id: string, assignment: CaseAssignment): Promise<Done>;
  unassignCase(id: string, linked?: string): Promise<Done>;

  createPayment(id: string, creation: PaymentCreation): Promise<Done>;
  cancelPayment(id: string, paymentId: string): Promise<Done>;
  /** Undoes what answered with this `undo`. */
  undo(id: string, undo: string): Promise<Done>;

  qualify(id: string, draft: QualificationDraft): Promise<QualificationRecord>;
  removeQualification(id: string, qualificationId: string): Promise<void>;

  /** The organisation's own buttons for this user here and now; ask again when the interaction changed. */
  buttons(id: string): Promise<InteractionButton[]>;
  press(id: string, buttonId: string, key: string): Promise<ButtonPressed>;
}

/**
 * What is counted of the interactions of a period that the user sees, live: counted anew some seconds after one of them
 * changed. A query that is refused is an `error` whose sentence is for the user.
 */
export interface ReportsApi {
  /** How many have each checkpoint: by day, or by flow, routing, version or queue. */
  checkpoints(query: z.input<typeof CheckpointReportQuery>): Subscription<CheckpointReport>;
  /** How many came from checkpoint to checkpoint, and how fast. */
  funnel(query: z.input<typeof FunnelReportQuery>): Subscription<FunnelReport>;
  /** How many of each link of a routing’s load sharings reached a checkpoint, and whether they differ. */
  loadSharing(query: z.input<typeof LoadSharingReportQuery>): Subscription<LoadSharingReport>;
}

/** Where a day begins and ends, and the checkpoints of the funnel: the most frequent ones unless given. */
export type SupervisionOptions = z.input<typeof SupervisionQuery>;

/** The typed client. One per page and user; elements share it by context. */
export interface Waypost {
  readonly url: string;
  /** Who is signed in. */
  readonly me: Subscription<Me>;
  history(query?: HistoryQuery): History;
  readonly historyViews: HistoryViewsApi;
  /** What a history can be filtered by. */
  historyChoices(): Promise<HistoryChoices>;
  /** The CSV file of everything that the query finds. */
  exportHistory(query: HistoryQuery, options: ExportOptions): Promise<Blob>;
  interaction(id: string): Subscription<InteractionData>;
  /** What happens now, of what the user sees: counted anew every two seconds at most. */
  supervision(options?: SupervisionOptions): Subscription<Supervision>;
  readonly reports: ReportsApi;
  readonly checkpoints: CheckpointsApi;
  /** The ways by which customers come in. */
  readonly channels: ChannelsApi;
  /** What routings act on: queues, calendars, templates and so on. */
  readonly entities: EntitiesApi;
  /** Users, teams, roles and profiles. */
  readonly people: PeopleApi;
  readonly secrets: SecretsApi;
  readonly routings: RoutingsApi;
  readonly desk: Desk;
  /** Everything about one interaction, and what is done to it by hand. */
  readonly records: RecordsApi;
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
