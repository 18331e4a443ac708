import type { Contacts } from './records/contacts.ts';
import type { Outgoing } from './records/outgoing.ts';

/** The organisation's own records by subject, as actions read and write them: all in the step's transaction. */
export interface Records {
  contacts: Contacts;
  outgoing: Outgoing;
}
