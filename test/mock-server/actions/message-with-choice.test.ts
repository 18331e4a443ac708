import { expect, test } from 'vitest';
import {
  run,
  runAction,
  treeAround,
  treeOf,
  wrongParameters,
} from '../../helpers/run-routing.ts';

const choosing = (...labels: string[]) => ({
  message: 'What is it about?',
  maximumWait: 60,
  replies: labels.map((label, index) => ({ label, link: index + 1 })),
});
const ten = Array.from({ length: 10 }, (_, index) => `Reply ${index + 1}`);

test.each(Array.from({ length: 10 }, (_, index) => index + 1))(
  'a tap on reply %i leaves by its link',
  async (number) => {
    const going = await runAction('message-with-choice', choosing(...ten));

    await going.tap(`Reply ${number}`);

    expect(going.branchesOf('it')).toEqual([`link-${number}`]);
  },
);

test.each([
  ['a label, whatever its case, accents and blanks', '  DEJA CLIENT ', 'link-2'],
  ['a number', '2', 'link-2'],
  ['a number with a zero before it', '01', 'link-1'],
])('takes %s', async (_, text, branch) => {
  const going = await runAction('message-with-choice', choosing('Nouveau', 'Déjà client'));

  await going.write(text);

  expect(going.branchesOf('it')).toEqual([branch]);
});

test.each(['neither', '3', '0', '', '2.0', '-1'])(
  '“%s” keeps waiting, and the wait’s end stays',
  async (text) => {
    const going = await runAction('message-with-choice', choosing('Nouveau', 'Déjà client'));
    going.advance(30);

    await going.write(text);

    expect(going.branchesOf('it')).toEqual([]);
    expect(going.conversation.run.wait?.dueAt).toBe('2026-11-20T10:01:00.000Z');
  },
);

test('links belong to replies: without reply 2, reply 3 keeps its own', async () => {
  const replies = [
    { label: 'One', link: 1 },
    { label: 'Three', link: 3 },
  ];
  const going = await runAction('message-with-choice', { ...choosing(), replies });

  await going.write('2');

  expect(going.branchesOf('it')).toEqual(['link-3']);
});

test('a tap on the button of an older message is passed over', async () => {
  const tree = treeOf({
    it: {
      type: 'message-with-choice',
      parameters: choosing('Again', 'Stop'),
      branches: { 'link-1': 'it' },
    },
  });
  const going = await run(tree);
  const older = going.messages[0];
  await going.tap('Again');

  await going.tap('Stop', older);

  expect(going.branchesOf('it')).toEqual(['link-1']);
  expect(going.conversation.run.state).toBe('waiting');
});

test('no answer in time leaves by response-time-exceeded', async () => {
  const going = await runAction('message-with-choice', choosing('One'));

  await going.timeOver();

  expect(going.branchesOf('it')).toEqual(['response-time-exceeded']);
});

test('where that branch is not wired, no answer in time leaves by error', async () => {
  const tree = treeAround('message-with-choice', choosing('One'));
  delete tree.actions['it']?.branches['response-time-exceeded'];
  const going = await run(tree);

  await going.timeOver();

  expect(going.branchesOf('it')).toEqual(['error']);
  expect(going.reasonOf('it')).toBe('response_time_exceeded');
});

test('an empty label is not taken by an empty text', async () => {
  const going = await runAction('message-with-choice', choosing('{{not.set}}'));

  await going.write('   ');

  expect(going.branchesOf('it')).toEqual([]);
});

test('refuses two replies with one link', () => {
  const replies = [
    { label: 'One', link: 1 },
    { label: 'Two', link: 1 },
  ];

  expect(wrongParameters('message-with-choice', { ...choosing(), replies })).toEqual([
    'replies',
  ]);
});

test('refuses no replies, eleven, and links beyond ten', () => {
  const wrong = (replies: object[]) =>
    wrongParameters('message-with-choice', { ...choosing(), replies });

  expect(wrong([])).toEqual(['replies']);
  expect(wrong(choosing(...ten, 'Eleven').replies)).toContain('replies');
  expect(wrong([{ label: 'Zero', link: 0 }])).toEqual(['replies.0.link']);
});
