/** What comes to a flow: words of its customer, time, and with later programs what was done outside, agents, money. */
export type Turn =
  | { says: string }
  | { passes: number }
  | { agent: 'rings' | 'takes' | 'finishes' }
  | 'effects'
  | 'pays';

export interface Journey {
  routing: string;
  /** What came before the flows were put away, and what comes after. */
  before: Turn[];
  after: Turn[];
}

interface SketchedAction {
  type: string;
  parameters?: object;
  branches?: Record<string, string>;
}

const question = (content: string, target: string, next: string): SketchedAction => ({
  type: 'message-awaiting-response',
  parameters: {
    message: 'One moment.',
    maximumWait: 3600,
    maximumAttempts: 3,
    errorMessage: 'That is none.',
    questions: [
      { content, type: 'number', target },
      { content: 'And your address?', type: 'email', target: 'customer.email' },
    ],
  },
  branches: { ok: next, 'max-attempts': 'tries', error: 'farewell' },
});
const choice: SketchedAction = {
  type: 'message-with-choice',
  parameters: {
    message: 'Which one, {{customer.number}}?',
    maximumWait: 3600,
    replies: [
      { label: 'The first', link: 1 },
      { label: 'The last', link: 7 },
    ],
  },
  branches: { 'link-1': 'mark', 'link-7': 'farewell', error: 'tries' },
};
const pause = (seconds: number, next: string): SketchedAction => ({
  type: 'pause',
  parameters: { seconds },
  branches: { ok: next },
});
const mark = (next: string): SketchedAction => ({
  type: 'add-checkpoint',
  parameters: { checkpoint: { reference: 'MARK' } },
  branches: { ok: next },
});
const tries = (again: string): SketchedAction => ({
  type: 'number-of-passages',
  parameters: { maximum: 2 },
  branches: { 'less-or-equal': again, greater: 'farewell' },
});
const farewell: SketchedAction = {
  type: 'simple-message',
  parameters: { message: 'Good-bye {{customer.email}}{{customer.number}}.' },
};

/** Routings by reference. `END` runs at the end of all others. */
export const foundationRoutings: Record<string, Record<string, SketchedAction>> = {
  PAUSE: { first: mark('wait'), wait: pause(600, 'again'), again: mark('farewell'), farewell },
  QUESTION: {
    ask: question('Your number?', 'customer.number', 'mark'),
    mark: mark('farewell'),
    tries: tries('ask'),
    farewell,
  },
  CHOICE: { mark: mark('choose'), choose: choice, tries: tries('choose'), farewell },
  COUNTER: { mark: mark('tries'), tries: tries('wait'), wait: pause(30, 'mark'), farewell },
  'HAND-OFF': {
    tries: tries('over'),
    over: { type: 'distribution-routing', parameters: { routing: { reference: 'CHOICE' } } },
    farewell,
  },
  END: { last: mark('wait'), wait: pause(60, 'mark'), mark: mark('farewell'), farewell },
  SHORT: { farewell },
};

const longEnd: Turn[] = [{ passes: 61 }];

export const foundationJourneys: Journey[] = [
  { routing: 'PAUSE', before: [{ passes: 60 }], after: [{ passes: 600 }, ...longEnd] },
  {
    routing: 'QUESTION',
    before: [],
    after: [{ says: '12' }, { says: 'nadia@example.com' }, ...longEnd],
  },
  {
    routing: 'QUESTION',
    before: [{ says: 'what?' }, { says: '12' }, { says: 'nadia@' }],
    after: [{ says: 'at home' }, { says: 'nadia@example.com' }, ...longEnd],
  },
  {
    routing: 'QUESTION',
    before: [{ says: '12' }, { says: 'a' }, { says: 'b' }],
    after: [{ says: 'c' }, { passes: 3601 }, ...longEnd],
  },
  {
    routing: 'CHOICE',
    before: [{ says: 'what?' }],
    after: [{ says: '2' }, ...longEnd],
  },
  {
    routing: 'CHOICE',
    before: [{ says: 'the first' }],
    after: [{ passes: 3601 }, { passes: 3601 }, { passes: 3601 }, ...longEnd],
  },
  {
    routing: 'COUNTER',
    before: [{ passes: 31 }],
    after: [{ passes: 31 }, { passes: 31 }, ...longEnd],
  },
  { routing: 'HAND-OFF', before: [], after: [{ says: 'The last' }, ...longEnd] },
  { routing: 'SHORT', before: [], after: longEnd },
];
