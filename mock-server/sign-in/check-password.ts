import { passwordMatches } from '../access/passwords.ts';
import { Refusal } from '../refusal.ts';
import { countWrongPassword, limitGuesses } from '../routes/limits.ts';
import type { Services } from '../services.ts';
import { findSignInUser, type SignInUser } from '../storage/users.ts';

/** The active user of this name, when it is their password. One sentence for every reason why not. */
export async function checkPassword(
  { db }: Pick<Services, 'db'>,
  { username, password }: { username: string; password: string },
  address: string,
): Promise<SignInUser> {
  await limitGuesses(username, address);
  const user = await findSignInUser(db, username);
  const matches = await passwordMatches(password, user?.passwordHash ?? NOBODY);
  if (!user || !matches) {
    await countWrongPassword(username, address);
    throw new Refusal('signed-out', 'The name or the password is not right.');
  }
  return user;
}

/** Compared with when there is no such user, so that the answer takes as long. */
const NOBODY = '00.00';
