import { isContact } from '../../api-client/contact-match.ts';
import type { Contact } from '../../api-client/contract/interaction.ts';
import { callEndpoint } from '../../api-client/request.ts';
import { answerPage } from '../answer-page.ts';
import { defineFeature } from '../define-feature.ts';
import { pageSetting, serverSetting, sessionSetting, type SignedIn } from '../settings.ts';

/** Milliseconds for which one answer of the server serves all pages. */
const FRESH = 10_000;

/** Tells pages which of their own contacts are in an interaction now: true or false of each, and nothing else. */
export const liveContacts = defineFeature({
  id: 'live-contacts',
  runsIn: 'background',

  init(signal) {
    const readLive = atMostEvery(FRESH, contactsInInteractions);
    answerPage(
      'live-contacts',
      async (asked, { tab }) => {
        // Not of whomever a page may think of: only of those that our script found there.
        const shown = (await pageSetting(tab.id).read())?.contacts ?? [];
        const live = shown.length === 0 ? [] : await readLive(await sessionSetting.read());
        return asked.map(
          (contact) => shown.includes(contact) && live.some((each) => isContact(contact, each)),
        );
      },
      signal,
    );
  },
});

/** Whom the user sees in an interaction that has not ended; nobody when the server does not say. */
async function contactsInInteractions(session: SignedIn | null): Promise<Contact[]> {
  const server = await serverSetting.read();
  if (!session || session.server !== server) return [];
  try {
    const query = { status: ['waiting' as const, 'in-progress' as const], limit: 200 };
    const { items } = await callEndpoint(
      server,
      'listInteractions',
      { query },
      session.accessToken,
    );
    return items.map(({ contact }) => contact);
  } catch {
    return [];
  }
}

/** One call for all who ask meanwhile, for as long as the same session asks. */
function atMostEvery<Answer>(
  milliseconds: number,
  call: (session: SignedIn | null) => Promise<Answer>,
): (session: SignedIn | null) => Promise<Answer> {
  let calledAt = -Infinity;
  let calledFor: string | undefined;
  let answer: Promise<Answer> | null = null;
  return (session) => {
    const isFresh = performance.now() - calledAt < milliseconds;
    if (answer && isFresh && session?.accessToken === calledFor) return answer;
    calledAt = performance.now();
    calledFor = session?.accessToken;
    answer = call(session);
    return answer;
  };
}
