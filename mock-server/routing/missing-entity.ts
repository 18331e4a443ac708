import { entityWords, type EntityChoice, type EntityKind } from './entities.ts';

/** Why what an action names was not found, as a sentence. */
export function missingEntity(kind: EntityKind, choice: EntityChoice): string {
  const word = entityWords[kind];
  if ('id' in choice) return `The ${word} that was picked has been deleted.`;
  const reference = choice.reference.trim();
  return reference
    ? `No ${word} has the reference “${reference}”.`
    : `The reference of the ${word} is empty.`;
}
