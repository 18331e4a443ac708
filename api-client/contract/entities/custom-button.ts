import { z } from 'zod';
import { operators } from '../conditions.ts';
import { entityId } from './entity-id.ts';
import { JsonPath } from './http-template.ts';
import { placeholdersIn, TemplateName } from './placeholders.ts';

/** Pictures that a button can have. */
export const buttonIcons = [
  'link',
  'cart',
  'parcel',
  'phone',
  'mail',
  'message',
  'calendar',
  'document',
  'card',
  'person',
  'search',
  'star',
  'warning',
  'tool',
] as const;

/** Colours that read well on light and on dark. */
export const buttonColours = ['neutral', 'accent', 'green', 'amber', 'red', 'blue'] as const;

/**
 * What a button can name of an interaction besides the routing's variables. Every value is text, and empty where there
 * is none.
 */
export const interactionFields = [
  'interaction.id',
  'interaction.flow',
  'interaction.status',
  'interaction.direction',
  'interaction.tags',
  'contact.name',
  'contact.phone',
  'contact.email',
  'queue.name',
  'routing.name',
  'advisor.name',
  'card.id',
  'card.label',
  'card.address',
  'case.reference',
  'case.title',
  'case.status',
  'user.name',
] as const;

/** A start whose scheme and host are written out, so that no value can lead elsewhere. */
const ButtonAddress = z
  .string()
  .trim()
  .max(2000)
  .refine(isButtonAddress, 'Begin with https:// and a host, or with tel: or mailto:.')
  .refine(
    (address) => placeholdersIn(address).every((name) => name.includes('.')),
    'Name a variable and its field with a point between them, as {{contact.phone}}.',
  )
  .meta({ title: 'Address' });

function isButtonAddress(address: string): boolean {
  if (/^(tel|mailto):\S+/i.test(address)) return true;
  const origin = /^https:\/\/[^/?#{}@\s\\]+(?=[/?#]|$)/i.exec(address)?.[0];
  return origin !== undefined && URL.canParse(origin);
}

const Path = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]{0,63}\.[A-Za-z][A-Za-z0-9_]{0,63}$/,
    'Name a variable and its field with a point between them, as contact.phone.',
  )
  .meta({ title: 'Field', variable: true });

/** What happens: an address is opened, or a web service called. Values hold `{{contact.phone}}` and the like. */
const Does = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('address'), address: ButtonAddress }),
  z.strictObject({
    type: z.literal('web-service'),
    serviceId: entityId('web-service', 'Web service'),
    inputs: z
      .array(
        z.strictObject({
          name: TemplateName.meta({ title: 'Input' }),
          value: z.string().max(4096).meta({ title: 'Value', magic: true }),
        }),
      )
      .max(50)
      .default([])
      .meta({ title: 'Inputs' }),
    /** What of the answer the user is told; nothing else of it leaves the server. */
    shows: z
      .array(
        z.strictObject({
          title: z.string().trim().min(1, 'Give it a title.').max(100).meta({ title: 'Title' }),
          path: JsonPath.meta({ title: 'Field of the answer' }),
        }),
      )
      .max(10)
      .default([])
      .meta({ title: 'Shown of the answer' }),
  }),
]);

const Users = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('everyone') }),
  z.strictObject({
    type: z.literal('profiles'),
    profileIds: z
      .array(entityId('profile', 'Profile'))
      .min(1, 'Choose one at least.')
      .max(200)
      .meta({ title: 'Profiles' }),
  }),
  z.strictObject({
    type: z.literal('users'),
    userIds: z
      .array(entityId('user', 'User'))
      .min(1, 'Choose one at least.')
      .max(1000)
      .meta({ title: 'Users' }),
  }),
]);

/** A regular expression would be a way to keep the server busy at every look at an interaction. */
const buttonOperators = operators.filter((operator) => operator !== 'regular-expression');

/** A button of the organisation's own at an interaction. Its title is its name. */
export const CustomButtonDefinition = z.strictObject({
  active: z.boolean().default(true).meta({ title: 'Active' }),
  icon: z.enum(buttonIcons).default('link').meta({ title: 'Icon' }),
  colour: z.enum(buttonColours).default('neutral').meta({ title: 'Colour' }),
  place: z.enum(['toolbar', 'panel']).default('toolbar').meta({ title: 'Place' }),
  does: Does.meta({ title: 'What it does' }),
  users: Users.default({ type: 'everyone' }).meta({ title: 'For whom' }),
  /** Shown when all of these hold, or any of them; always when there are none. */
  shownIf: z.enum(['all', 'any']).default('all').meta({ title: 'Show if' }),
  conditions: z
    .array(
      z.strictObject({
        field: Path,
        operator: z.enum(buttonOperators).meta({ title: 'Operator' }),
        value: z.string().max(1000).default('').meta({ title: 'Value' }),
      }),
    )
    .max(20)
    .default([])
    .meta({ title: 'Conditions' }),
});
export type CustomButtonDefinition = z.output<typeof CustomButtonDefinition>;
