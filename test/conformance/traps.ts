interface Trap {
  /** What could easily be wrong. */
  trap: string;
  /** Where it is tested: a file, and words of the test's name or data. */
  tests: { file: string; name: string }[];
}

const unit = (action: string) => `test/mock-server/actions/${action}.test.ts`;
const routing = (name: string) => `test/mock-server/routing/${name}.test.ts`;
const here = 'test/conformance/traps.test.ts';
const cases = (group: string) => `test/conformance/cases/${group}.ts`;

/** The traps of the specification. */
export const traps: Trap[] = [
  {
    trap: 'Load sharing: 0 % and 100 %',
    tests: [
      { file: unit('load-sharing'), name: '0 % is never taken and 100 % always' },
      { file: here, name: 'never takes a link of 0 % and always one of 100 %' },
    ],
  },
  {
    trap: 'Load sharing: sums of 99 and 101',
    tests: [
      { file: unit('load-sharing'), name: '101 in all' },
      { file: 'test/mock-server/routes/routing-trees.test.ts', name: 'loads that are not 100' },
      { file: here, name: 'is not published' },
    ],
  },
  {
    trap: 'Several checkpoints, twice, from two workers',
    tests: [{ file: here, name: 'set several checkpoints, twice' }],
  },
  {
    trap: 'The Nth contact at each threshold',
    tests: [
      { file: unit('nth-contact'), name: 'each link is taken at its own threshold' },
      { file: cases('data'), name: 'With thresholds from 0 to 9' },
    ],
  },
  {
    trap: 'ISO weeks 52, 53 and 1',
    tests: [
      { file: unit('even-odd-week'), name: 'week 53 of 2026, which goes on into January' },
      { file: routing('conditions'), name: 'week 53 of 2026, then week 1 of 2027' },
    ],
  },
  {
    trap: 'Both days on which the clock changes in Paris',
    tests: [
      { file: unit('date-time'), name: '2026-03-29T02:30' },
      { file: routing('calendar'), name: 'on both days on which it changes' },
      { file: here, name: 'on both days on which the clock changes' },
    ],
  },
  {
    trap: '31 January and one month',
    tests: [
      { file: unit('create-task'), name: '31 January and a month is the last of February' },
      { file: cases('cases'), name: 'a month after 31 January is 28 February' },
    ],
  },
  {
    trap: 'A day of the week across a month’s end',
    tests: [{ file: here, name: 'across a month’s end' }],
  },
  {
    trap: 'An empty text is no number',
    tests: [
      { file: routing('typed-values'), name: '%j is no number' },
      { file: unit('message-awaiting-response'), name: "['number', '']" },
      { file: cases('data'), name: 'here an empty text as a number' },
      { file: cases('campaigns'), name: 'an empty variable is not 0' },
    ],
  },
  {
    trap: '2026-02-30 is no date',
    tests: [
      { file: routing('typed-values'), name: '2026-02-30' },
      { file: cases('data'), name: 'as 2026-02-30 is none' },
      { file: cases('campaigns'), name: '2026-02-30' },
    ],
  },
  {
    trap: 'A fixed line gets no SMS',
    tests: [
      { file: unit('send-sms'), name: 'a fixed line leaves by not-mobile' },
      { file: cases('campaigns'), name: 'or is no mobile' },
    ],
  },
  {
    trap: 'An e-mail to three of which one is refused',
    tests: [
      { file: unit('send-email'), name: 'one of three refused' },
      { file: cases('sending'), name: 'Of three recipients one was refused' },
    ],
  },
  {
    trap: 'Amounts: 1.005, 19.99 and yen',
    tests: [
      { file: routing('money'), name: "['1.005', 'EUR']" },
      { file: cases('pay-invoice'), name: "['19.99', 'JPY']" },
    ],
  },
  {
    trap: 'Regular expressions that hang other engines',
    tests: [
      { file: routing('conditions'), name: 'an expression that is slow elsewhere' },
      { file: here, name: 'that hangs other engines answers at once' },
    ],
  },
  {
    trap: 'Ten spellings of the loopback address',
    tests: [
      {
        file: 'test/mock-server/effects/guarded-http.test.ts',
        name: 'before anything is connected to',
      },
      { file: here, name: 'however it is spelled' },
    ],
  },
  {
    trap: 'A redirect to a link-local address',
    tests: [
      {
        file: 'test/mock-server/effects/guarded-http.test.ts',
        name: 'may not redirect to a link-local address',
      },
    ],
  },
  {
    trap: 'A name that answers differently the second time',
    tests: [
      {
        file: 'test/mock-server/effects/guarded-http.test.ts',
        name: 'answers differently the second time',
      },
      { file: here, name: 'a name that answers differently the second time' },
    ],
  },
  {
    trap: 'A customer’s own text in templates',
    tests: [
      { file: unit('send-email'), name: 'a customer’s text is escaped for where it goes' },
      { file: unit('web-service'), name: 'values are escaped for where they go' },
      { file: here, name: 'is not expanded when it was an answer a moment ago' },
    ],
  },
];
