import { defineInsertTarget } from '../routing/insert-target.ts';

/** 9.2: a target of a voice campaign. */
export const insertVoiceTarget = defineInsertTarget({
  type: 'insert-voice-target',
  title: 'Insert a target in a voice campaign',
  channel: 'voice',
  summary: 'Puts a customer into an outgoing campaign of calls.',
});
