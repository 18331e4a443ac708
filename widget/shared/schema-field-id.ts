import type { Path } from './schema-types.ts';

/** The id that a field's control has in the form. */
export const idOf = (path: Path): string => `field-${path.join('.')}`;
