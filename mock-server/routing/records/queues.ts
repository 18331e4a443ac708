/** How a queue stands at this moment. */
export interface QueueState {
  queueId: string;
  /** Users who serve it and are not offline. */
  connected: number;
  /** Interactions that wait in it. */
  waiting: number;
  /**
   * Those that would be ahead, times the average of the last handling times, divided by the connected users; 0 when
   * nobody is ahead.
   */
  estimatedWaitSeconds: number;
}

/** What actions see of queues and of the people who serve them. */
export interface Queues {
  /**
   * How each of the queues stands, in the order asked. `averageHandlingSeconds` counts until the queue has handled
   * anything. With `entering`, nobody else of the organisation who asks so gets an answer before this step is
   * committed: two cannot both be the last to fit in.
   */
  states(
    queues: readonly { id: string; averageHandlingSeconds: number }[],
    options: { prioritised: boolean; entering: boolean },
  ): Promise<QueueState[]>;
  /**
   * Whether a user can be rung at: only who is `free` can. `busy` has another interaction, or is rung at. This one is
   * `theirs` wherever they are: it stays with its advisor when they sign out.
   */
  reach(userId: string): Promise<'free' | 'theirs' | 'busy' | 'away' | 'offline'>;
  /** The advisor who looks after the customer; undefined when none does. */
  preferredAdvisor(): Promise<string | undefined>;
}
