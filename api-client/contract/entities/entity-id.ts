import { z } from 'zod';

/** The id of another entity of the Maker, of this kind. Saving checks that it is there. */
export function entityId(kind: string, title: string) {
  return z
    .uuid('This is no id that this server gave.')
    .toLowerCase()
    .meta({ title, entityId: kind });
}
