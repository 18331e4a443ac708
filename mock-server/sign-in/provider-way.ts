import type { Context } from 'hono';
import type { Services } from '../services.ts';
import {
  findProvidedUser,
  readIdentityProvider,
  type IdentityProvider,
} from '../storage/identity-providers.ts';
import { queryOf, type AuthorizationRequest } from './authorization-request.ts';
import type { ClientId } from './redirect-addresses.ts';
import { keepTrip, takeTrip } from './own-cookie.ts';
import { languageFor, sendSignInSentence } from './page.ts';
import { ProviderFailure, type Trip } from './provider-failure.ts';
import { sendCode, withRequest } from './sign-in-page.ts';
import { signInWords } from './words.ts';

/** Sends the browser to the provider of the organisation that the person chose. */
export function goToProvider(context: Context, services: Services): Promise<Response> {
  return withRequest(context, services, async (request) => {
    const organisationId = context.req.query('organisation') ?? '';
    const provider = await readIdentityProvider(services.db, organisationId);
    const { relyingParty } = services;
    if (!relyingParty || !provider) return sayTripOver(context);
    return telling(context, services, provider, request, async () => {
      const { address, trip } = await relyingParty.begin(provider, callbackOf(services));
      const kept = { ...request, ...trip, question: request.state, organisationId };
      keepTrip(context, services, await services.tokens.trip(kept));
      return context.redirect(address, 303);
    });
  });
}

/** Takes the provider's answer, and gives the extension a code for the user whom it means. */
export async function comeFromProvider(
  context: Context,
  services: Services,
): Promise<Response> {
  const { relyingParty } = services;
  const way = relyingParty && (await readWay(context, services));
  if (!relyingParty || !way) return sayTripOver(context);
  const { provider, request, trip } = way;
  return telling(context, services, provider, request, async () => {
    const answer = new URL(callbackOf(services) + new URL(context.req.url).search);
    const who = await relyingParty.finish(provider, answer, trip);
    const user =
      who === undefined ? undefined : await findProvidedUser(services.db, provider, who);
    if (user) return sendCode(context, services, request, user);
    return sayFailure(context, request, provider, 'unknownUser', 403);
  });
}

/** Where providers send people back to: they have to know this address. */
function callbackOf({ publicUrl }: Services): string {
  return `${publicUrl}/auth/callback`;
}

interface Way {
  provider: IdentityProvider;
  request: AuthorizationRequest;
  trip: Trip;
}

/** What this browser keeps of its way, unless it took too long. */
async function readWay(context: Context, services: Services): Promise<Way | undefined> {
  const kept = takeTrip(context, services);
  if (kept === undefined) return undefined;
  const claims = await services.tokens.readTrip(kept).catch(() => undefined);
  if (!claims) return undefined;
  const text = (name: string) => String(claims[name]); // signed by this server
  const provider = await readIdentityProvider(services.db, text('organisationId'));
  if (!provider) return undefined;
  return {
    provider,
    request: {
      clientId: text('clientId') as ClientId, // as it was read before the trip
      redirectUri: text('redirectUri'),
      challenge: text('challenge'),
      state: text('question'),
      language: text('language'),
    },
    trip: { state: text('state'), nonce: text('nonce'), verifier: text('verifier') },
  };
}

/** Tells the person when the provider fails, and the operator why. */
async function telling(
  context: Context,
  services: Services,
  provider: IdentityProvider,
  request: AuthorizationRequest,
  go: () => Promise<Response>,
): Promise<Response> {
  try {
    return await go();
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    const { organisationId } = provider;
    const { kind } = error;
    if (kind !== 'refused')
      services.log.warn(
        { organisationId, kind, error: error.message },
        'an identity provider failed',
      );
    return sayFailure(context, request, provider, sentences[kind], statuses[kind]);
  }
}

const sentences = {
  unreachable: 'unreachable',
  refused: 'refused',
  wrong: 'wrongAnswer',
} as const;
const statuses = { unreachable: 502, refused: 403, wrong: 502 } as const;

/** Says why not, and shows the way back to the choice. */
function sayFailure(
  context: Context,
  request: AuthorizationRequest,
  { name }: IdentityProvider,
  why: 'unreachable' | 'refused' | 'wrongAnswer' | 'unknownUser',
  status: 403 | 502,
): Promise<Response> {
  const asked = request.language.slice(0, 2);
  const language = asked === 'en' || asked === 'fr' ? asked : languageFor(context);
  const words = signInWords[language];
  return sendSignInSentence(context, {
    language,
    title: words.notDoneTitle,
    sentence: words[why](name),
    status,
    way: { label: words.retry, address: `authorize?${queryOf(request)}` },
  });
}

function sayTripOver(context: Context): Promise<Response> {
  const language = languageFor(context);
  const { notDoneTitle: title, tripOver: sentence } = signInWords[language];
  return sendSignInSentence(context, { language, title, sentence, status: 400 });
}
