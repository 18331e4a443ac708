import type { Generated } from 'kysely';

/** An interaction's place among advisors. */
export interface DeskTable {
  organisation_id: string;
  interaction_id: string;
  queue_ids: string[];
  user_id: string | null;
  prioritised: boolean;
  ring_seconds: number;
  entered_at: Date;
  advisor_id: string | null;
  accepted_at: Date | null;
  ringing_id: string | null;
  rings_until: Date | null;
  passed_over: Generated<string[]>;
  passed_at: Date | null;
}

/** What a user said last of being there, and when they were seen. */
export interface PresenceTable {
  organisation_id: string;
  user_id: string;
  status: 'available' | 'away' | 'offline';
  since: Date;
  free_since: Date;
  seen_at: Date;
}

/** How long advisors had the last interactions of a queue, in seconds, oldest first. */
export interface QueueHandlingTable {
  organisation_id: string;
  queue_id: string;
  recent: number[];
}

/** Advisors, and what waits for them. */
export interface DeskTables {
  desk: DeskTable;
  presence: PresenceTable;
  queue_handling: QueueHandlingTable;
}
