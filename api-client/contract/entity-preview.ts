import { z } from 'zod';
import { EntityPath } from './entities/index.ts';
import { Language } from './user.ts';

/**
 * A definition as it would be saved, checked by the same rules, and nothing of it kept. `values` stand for what a routing
 * gives the template's variables. `language` is that of the customer's browser.
 */
export const EntityPreviewRequest = z.strictObject({
  definition: z.record(z.string(), z.unknown()),
  values: z.record(z.string().max(64), z.string().max(10_000)).default({}),
  /** What the entity is called; a survey's page has it as its heading. */
  name: z.string().max(100).default(''),
  language: Language.default('en'),
});
export type EntityPreviewRequest = z.input<typeof EntityPreviewRequest>;

/**
 * A text message as networks send it. `gsm-7` has a small alphabet and 160 characters in a message, `ucs-2` all of them and
 * 70; what is longer goes out in `segments`, each of which is paid for.
 */
const TextMessage = z.strictObject({
  text: z.string(),
  encoding: z.enum(['gsm-7', 'ucs-2']),
  /** As the network counts them: `€` is two in GSM-7, and most pictures are two in UCS-2. */
  characters: z.int(),
  segments: z.int(),
  /** The characters for which the text cannot go out in GSM-7, each once; at most 20. */
  outside: z.array(z.string()),
});
export type TextMessage = z.infer<typeof TextMessage>;

/** `missing`: the title of a required variable without a value, for which an action would leave by Error. */
const missing = z.string().nullable();

/** What the customer gets. HTML is what is sent, of which nothing was taken away: it is only shown where nothing of it runs. */
export const EntityPreview = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('email'),
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    missing,
  }),
  z.strictObject({
    is: z.literal('sms'),
    message: TextMessage,
    missing,
  }),
  z.strictObject({ is: z.literal('survey'), invitation: TextMessage, html: z.string() }),
]);
export type EntityPreview = z.infer<typeof EntityPreview>;

export const entityPreviewEndpoints = {
  previewEntity: {
    summary: 'What the customer would get by a template or a survey; nothing is stored',
    access: ['entities', 'read'],
    params: z.strictObject({ kind: EntityPath }),
    body: EntityPreviewRequest,
    answer: EntityPreview,
    largestBody: 1024 * 1024,
  },
} as const;
