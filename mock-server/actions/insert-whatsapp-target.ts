import { defineInsertTarget } from '../routing/insert-target.ts';

/** 9.1: a target of a WhatsApp campaign. */
export const insertWhatsappTarget = defineInsertTarget({
  type: 'insert-whatsapp-target',
  title: 'Insert a target in a WhatsApp campaign',
  channel: 'whatsapp',
  summary: 'Puts a customer into an outgoing WhatsApp campaign.',
});
