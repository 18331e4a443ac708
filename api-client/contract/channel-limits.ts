import { z } from 'zod';
import type { InteractionFlow } from './flow.ts';

/** How many choices of one form a message has at most, and how long the label of each is at most. */
const Offer = z.strictObject({
  most: z.int().min(1).max(100),
  length: z.int().min(1).max(1000),
});

/**
 * What a channel can show. Lengths are in UTF-16 units, the strictest way to count. `choiceText` is the longest text
 * that stands above buttons or a list, `text` the longest one that stands alone.
 */
export const ChannelLimits = z.strictObject({
  text: z.int().min(20).max(100_000),
  choiceText: z.int().min(20).max(100_000),
  buttons: Offer.nullable(),
  list: Offer.nullable(),
});
export type ChannelLimits = z.infer<typeof ChannelLimits>;

const NONE = { text: 100_000, choiceText: 100_000, buttons: null, list: null };

const WHATSAPP: ChannelLimits = {
  text: 4096,
  choiceText: 1024,
  buttons: { most: 3, length: 20 },
  list: { most: 10, length: 24 },
};

/** What each kind of channel can show, as their operators document it; a channel may say otherwise of itself. */
export const limitsByFlow: Readonly<Record<InteractionFlow, ChannelLimits>> = {
  'whatsapp-messaging': WHATSAPP,
  'whatsapp-campaign': WHATSAPP,
  // quick replies
  'messenger-messaging': {
    text: 2000,
    choiceText: 2000,
    buttons: { most: 13, length: 20 },
    list: null,
  },
  'telegram-messaging': {
    text: 4096,
    choiceText: 4096,
    buttons: { most: 100, length: 64 },
    list: null,
  },
  // ten parts of an SMS in any alphabet
  'sms-messaging': { text: 670, choiceText: 670, buttons: null, list: null },
  'chat-messaging': { ...NONE, buttons: { most: 10, length: 1000 } },
  'email-messaging': NONE,
  voice: NONE,
};
