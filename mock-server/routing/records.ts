import type { Contacts } from './records/contacts.ts';

/** The organisation's own records by subject, as actions read and write them: all in the step's transaction. */
export interface Records {
  contacts: Contacts;
}
