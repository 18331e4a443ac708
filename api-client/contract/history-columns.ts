/** The columns of the history. It may be sorted by each, downwards by `-` before it. */
export const historyColumns = [
  'start',
  'end',
  'flow',
  'status',
  'direction',
  'original-routing',
  'current-routing',
  'advisor',
  'queue',
  'contact',
  'voice-campaign',
  'checkpoints',
] as const;
export type HistoryColumn = (typeof historyColumns)[number];
