import { z } from 'zod';
import type { EntityKind } from './entities.ts';

/** Text that may hold `{{variable.field}}`, resolved at the moment the action runs. At most 4,096 characters. */
export function magicText(
  title: string,
  { min = 1, max = 4096 }: { min?: number; max?: number } = {},
) {
  return z.string().min(min, 'Fill this in.').max(max).meta({ title, magic: true });
}

/** Text with variables that the action itself resolves, when it needs it. */
export function lateMagicText(title: string, { min = 1, max = 4096 } = {}) {
  return z.string().min(min, 'Fill this in.').max(max).meta({ title, magic: 'late' });
}

/** `variable.field`, as `customer.number`. */
export function variablePath(title: string) {
  return z
    .string()
    .regex(
      /^[A-Za-z][A-Za-z0-9_]{0,63}\.[A-Za-z][A-Za-z0-9_]{0,63}$/,
      'Name a variable and its field with a point between them, as customer.number.',
    )
    .meta({ title, variable: true });
}

/** "I know": an entity that is picked, or named by its reference code. */
export function entityChoice(entity: EntityKind, title: string) {
  return z
    .union([
      z.strictObject({ id: z.uuid() }),
      z.strictObject({ reference: magicText('Reference', { min: 0, max: 300 }) }),
    ])
    .meta({ title, entity });
}

/** Seconds that a customer is waited for, as the messaging actions allow: 30 s to 3 h. */
export const responseWait = z
  .int()
  .min(30)
  .max(10_800)
  .meta({ title: 'Maximum response wait time (seconds)' });
