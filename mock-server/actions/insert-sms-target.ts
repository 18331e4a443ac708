import { defineInsertTarget } from '../routing/insert-target.ts';

/** 9.3: a target of an SMS campaign. */
export const insertSmsTarget = defineInsertTarget({
  type: 'insert-sms-target',
  title: 'Insert a target in the SMS campaign',
  channel: 'sms',
  summary: 'Puts a customer who has a mobile into an outgoing SMS campaign.',
});
