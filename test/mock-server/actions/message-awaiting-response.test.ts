import { expect, test } from 'vitest';
import { run, runAction, treeOf, wrongParameters } from '../../helpers/run-routing.ts';

const question = (type: string, target = `answer.${type.replace('-', '_')}`) => ({
  content: `Your ${type}?`,
  type,
  target,
});
const asking = (...questions: object[]) => ({
  message: 'Welcome.',
  maximumWait: 60,
  maximumAttempts: 2,
  errorMessage: 'Once more, please.',
  questions,
});

test('asks one question at a time, keeps each answer, and leaves by ok', async () => {
  const going = await runAction(
    'message-awaiting-response',
    asking(question('number'), question('email')),
  );
  expect(going.sent).toEqual(['Welcome.', 'Your number?']);

  await going.write(' 12,5 ');
  expect(going.sent.slice(2)).toEqual(['Your email?']);
  expect(going.variables).toEqual({ 'answer.number': '12.5' });

  await going.write('zoe@example.com');
  expect(going.variables['answer.email']).toBe('zoe@example.com');
  expect(going.branchesOf('it')).toEqual(['ok']);
});

test('the wait starts anew with every prompt', async () => {
  const going = await runAction(
    'message-awaiting-response',
    asking(question('number'), question('date')),
  );
  going.advance(50);

  await going.write('12');

  expect(going.conversation.run.wait?.dueAt).toBe('2026-11-20T10:01:50.000Z');
});

test('attempts count per question; the last wrong answer leaves by max-attempts', async () => {
  const going = await runAction(
    'message-awaiting-response',
    asking(question('number'), question('date')),
  );
  await going.write('twelve');
  expect(going.sent.slice(2)).toEqual(['Once more, please.', 'Your number?']);
  await going.write('12');
  await going.write('2026-02-30');
  expect(going.branchesOf('it')).toEqual([]);

  await going.write('31/04/2026');

  expect(going.branchesOf('it')).toEqual(['max-attempts']);
  expect(going.variables).toEqual({ 'answer.number': '12' });
});

test('no answer in time leaves by response-time-exceeded', async () => {
  const going = await runAction('message-awaiting-response', asking(question('number')));

  await going.timeOver();

  expect(going.branchesOf('it')).toEqual(['response-time-exceeded']);
});

test('where that branch is not wired, no answer in time leaves by error and says why', async () => {
  const tree = treeOf({
    it: {
      type: 'message-awaiting-response',
      parameters: asking(question('number')),
      branches: { ok: 'fine', error: 'sorry' },
    },
    fine: { type: 'node' },
    sorry: { type: 'node' },
  });
  const going = await run(tree);

  await going.timeOver();

  expect(going.branchesOf('it')).toEqual(['error']);
  expect(going.reasonOf('it')).toBe('response_time_exceeded');
  expect(going.path.at(-1)).toBe('sorry');
});

test('an answer after the time, before its timer came, is late: it advances nothing', async () => {
  const going = await runAction('message-awaiting-response', asking(question('number')));
  going.advance(60);

  await going.write('12');

  expect(going.branchesOf('it')).toEqual(['response-time-exceeded']);
  expect(going.variables).toEqual({});
});

test('a tap on a button of an older message is no answer', async () => {
  const tree = treeOf({
    choose: {
      type: 'message-with-choice',
      parameters: { message: 'So?', maximumWait: 60, replies: [{ label: 'Yes', link: 1 }] },
      branches: { 'link-1': 'it' },
    },
    it: { type: 'message-awaiting-response', parameters: asking(question('long-text')) },
  });
  const going = await run(tree);
  const offer = going.messages[0];
  await going.tap('Yes');

  await going.tap('Yes', offer);

  expect(going.variables).toEqual({});
  expect(going.sent.filter((text) => text === 'Once more, please.')).toEqual([]);
});

test.each([
  ['number', '-1,50', '-1.50'],
  ['email', ' zoe@example.com ', 'zoe@example.com'],
  ['date', '29/02/2028', '2028-02-29'],
  ['date', '2026-11-20', '2026-11-20'],
  ['long-text', 'x'.repeat(10_000), 'x'.repeat(10_000)],
  ['phone', '06 12 34 56 78', '+33612345678'],
  ['phone', '0041 44 668 18 00', '+41446681800'],
])('takes a valid %s', async (type, text, stored) => {
  const going = await runAction(
    'message-awaiting-response',
    asking(question(type, 'its.value')),
  );

  await going.write(text);

  expect(going.variables['its.value']).toBe(stored);
});

test.each([
  ['number', ''],
  ['number', '0x10'],
  ['number', '1e3'],
  ['number', 'Infinity'],
  ['number', '1 000'],
  ['email', 'zoe@'],
  ['date', '2026-02-30'],
  ['date', '29.02.2026'],
  ['long-text', 'x'.repeat(10_001)],
  ['long-text', '  '],
  ['phone', '12'],
  ['phone', 'call 06 12 34 56 78'],
  ['image', 'https://example.com/cat.png'],
])('refuses what is no %s', async (type, text) => {
  const going = await runAction(
    'message-awaiting-response',
    asking(question(type, 'its.value')),
  );

  await going.write(text);

  expect(going.variables).toEqual({});
  expect(going.sent.at(-2)).toBe('Once more, please.');
});

test('an image is what its content says, not what its address looks like', async () => {
  const going = await runAction(
    'message-awaiting-response',
    asking(question('image', 'its.image')),
  );
  expect(going.conversation.run.wait?.expects).toBe('image');

  await going.write('https://example.com/cat.png', 'text/html');
  await going.write('https://example.com/cat', 'image/png');

  expect(going.variables).toEqual({ 'its.image': 'https://example.com/cat' });
});

test('what the customer wrote is not expanded in the next prompt', async () => {
  const second = { content: 'You said {{its.value}}.', type: 'number', target: 'its.number' };
  const going = await runAction(
    'message-awaiting-response',
    asking(question('long-text', 'its.value'), second),
  );

  await going.write('{{its.secret}}');

  expect(going.sent.at(-1)).toBe('You said {{its.secret}}.');
});

test('refuses limits that are out of range, and eleven questions', () => {
  const eleven = Array.from({ length: 11 }, () => question('number'));
  const wrong = { ...asking(...eleven), maximumWait: 29, maximumAttempts: 11 };

  expect(wrongParameters('message-awaiting-response', wrong)).toEqual([
    'maximumWait',
    'maximumAttempts',
    'questions',
  ]);
});

test('refuses a target that is no variable and field', () => {
  const wrong = asking(question('number', 'number'));

  expect(wrongParameters('message-awaiting-response', wrong)).toEqual(['questions.0.target']);
});
