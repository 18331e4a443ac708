import type { Desk } from '../../api-client/waypost.ts';

/** Who reads, when and where. `userId` is undefined when nobody is known. */
export interface Reader {
  zone: string;
  now: number;
  userId: string | undefined;
  desk: Desk | undefined;
}
