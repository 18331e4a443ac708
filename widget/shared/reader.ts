import type { Desk, InteractionData } from '../../api-client/waypost.ts';
import type { Doings } from './doings.ts';
import type { Records } from './interaction-records.ts';

/** Who reads an interaction, when and where, and by what more of it is known and done. */
export interface Reader {
  data: InteractionData;
  zone: string;
  now: number;
  /** Undefined when nobody is known. */
  userId: string | undefined;
  desk: Desk | undefined;
  records: Records;
  doings: Doings;
}
