import { z } from 'zod';
import { Message } from './interaction.ts';
import { Id, Instant, pageOf } from './primitives.ts';

/** A customer who writes for the first time. A phone in any spelling; at least one of the three. */
export const OpeningContact = z
  .strictObject({
    name: z.string().trim().min(1).max(100).optional().meta({ title: 'Name' }),
    phone: z.string().trim().min(3).max(40).optional().meta({ title: 'Phone number' }),
    email: z.email().max(254).optional().meta({ title: 'E-mail address' }),
  })
  .refine((contact) => contact.name ?? contact.phone ?? contact.email, {
    error: 'Give a name, a phone number or an e-mail address.',
  });

const VariableName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'A variable’s name has letters, digits and _ only.');

/** Values that the host knows already, by variable and field. */
export const OpeningVariables = z.record(
  VariableName,
  z.record(VariableName, z.string().max(10_000)),
);

/** A gateway's own name for a conversation, as a phone number or the id of a thread. */
export const ConversationName = z.string().min(1).max(200);

/**
 * Opens an interaction. `key` makes a repeated call answer with the interaction of the first. `conversation` is for
 * gateways: what comes in under that name from now on belongs to this interaction.
 */
export const Opening = z.strictObject({
  contact: OpeningContact,
  routingReference: z.string().min(1).max(100),
  variables: OpeningVariables.default({}),
  key: z.uuid().optional(),
  conversation: ConversationName.optional(),
});
export type Opening = z.input<typeof Opening>;

/** `chatToken` is the bearer for this one conversation. */
export const Opened = z.strictObject({ interactionId: Id, chatToken: z.string().optional() });
export type Opened = z.infer<typeof Opened>;

/** What the customer reads; `endedAt` is set when the conversation is over. */
export const ConversationPage = pageOf(Message).extend({ endedAt: Instant.nullable() });

const Text = z.string().min(1).max(20_000);
const ChoiceId = z.string().min(1).max(200);

/** An image that the customer sent, kept where the gateway keeps it. */
export const IncomingImage = z.strictObject({
  address: z
    .url({ protocol: /^https$/, error: 'Write an address that begins with https://.' })
    .max(2000),
  contentType: z
    .string()
    .max(100)
    .regex(/^image\/[\w.+-]+$/i, 'An image has a type as image/jpeg.'),
});

/**
 * What a customer sends: words, one of the choices offered, or an image. `key` makes a repeated call count once; a
 * gateway gives one with every message.
 */
export const CustomerMessage = z.union([
  z.strictObject({ text: Text, key: z.uuid().optional() }),
  z.strictObject({ choiceId: ChoiceId, key: z.uuid().optional() }),
  z.strictObject({ image: IncomingImage, key: z.uuid().optional() }),
]);
export type CustomerMessage = z.infer<typeof CustomerMessage>;

/**
 * What a gateway brings: one message of a conversation, in one of three forms. `key` is the gateway's own id of the
 * message: the same one again, within a week, changes nothing. `contact` and `variables` count when the conversation
 * begins.
 */
export const Incoming = z
  .strictObject({
    conversation: ConversationName,
    key: z.string().min(1).max(200),
    contact: OpeningContact,
    variables: OpeningVariables.default({}),
    text: Text.optional(),
    choiceId: ChoiceId.optional(),
    image: IncomingImage.optional(),
  })
  .refine(
    ({ text, choiceId, image }) =>
      [text, choiceId, image].filter((form) => form !== undefined).length === 1,
    { error: 'Give one of text, choiceId and image.', path: ['text'] },
  );
export type Incoming = z.input<typeof Incoming>;

export const Received = z.strictObject({ interactionId: Id, message: Message });
export type Received = z.infer<typeof Received>;
