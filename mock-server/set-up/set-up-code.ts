import type { Db } from '../storage/database.ts';
import { newLinkToken } from '../storage/link-token.ts';
import { readSetting } from '../storage/settings.ts';

/** Whether anybody can work here: a database begins without an organisation. */
export async function hasOrganisation(db: Db): Promise<boolean> {
  return (await db.selectFrom('organisations').select('id').limit(1).execute()).length > 0;
}

/** What shows that somebody reads the server's terminal, and so may set it up. All servers on a database share it. */
export function setUpCode(db: Db): Promise<string> {
  return readSetting(db, 'set_up_code', newLinkToken);
}
