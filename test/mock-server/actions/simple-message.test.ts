import { expect, test } from 'vitest';
import { runAction, wrongParameters } from '../../helpers/run-routing.ts';

test('sends the message with its variables and leaves by ok', async () => {
  const variables = { 'customer.name': 'Zoé <img onerror>' };

  const done = await runAction(
    'simple-message',
    { message: 'Hello {{customer.name}}{{customer.title}}!' },
    { variables },
  );

  expect(done.sent).toEqual(['Hello Zoé <img onerror>!']);
  expect(done.branchesOf('it')).toEqual(['ok']);
});

test('refuses an empty message', () => {
  expect(wrongParameters('simple-message', { message: '' })).toEqual(['message']);
});
