/** Where advisors find an interaction that waits for one: in queues, or with one user. */
export interface DeskPlace {
  /** Whoever serves one of these queues may take it. Empty for a distribution to one user. */
  queueIds: string[];
  /** The one user who may take it; null for queues. */
  userId: string | null;
  /** Ahead of all that are not; first come, first served among those that are. */
  prioritised: boolean;
  /** How long it rings at one advisor. */
  ringSeconds: number;
}

/** An interaction's place among advisors, as its run keeps it. */
export interface Desk extends DeskPlace {
  enteredAt: string;
  /** The advisor who took it, while it is theirs. */
  advisorId: string | null;
  acceptedAt: string | null;
}

/** What advisors did with an interaction. `name` is the advisor's, for events and reasons. */
export type AdvisorNews =
  | { event: 'accepted'; userId: string; name: string; queueId: string | null }
  | { event: 'refused'; userId: string; name: string }
  | { event: 'dissuaded'; userId: string; name: string }
  | { event: 'finished'; userId: string; name: string }
  /** Whoever it waits for cannot come any more. */
  | { event: 'out-of-reach'; reason: string };
