import { z } from 'zod';

/** Users who are led together. Who is in it, and who manages it, the users say. */
export const TeamDefinition = z.strictObject({});
export type TeamDefinition = z.output<typeof TeamDefinition>;
