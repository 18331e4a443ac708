import type { Context, Hono } from 'hono';
import { refusalOf } from '../problem.ts';
import { limitCalls } from '../routes/limits.ts';
import type { Services } from '../services.ts';
import { showSetUp, takeSetUp } from '../set-up/set-up-page.ts';
import { showDone } from './done-page.ts';
import { languageFor, sendSignInSentence, sendSignInStyles } from './page.ts';
import { comeFromProvider, goToProvider } from './provider-way.ts';
import { showSignIn, takeSignIn } from './sign-in-page.ts';
import { answerToken } from './token-endpoint.ts';
import { signInWords } from './words.ts';

type Page = (context: Context, services: Services, address: string) => Promise<Response>;

/**
 * Sign-in by a page of the server: the authorization-code flow of OAuth 2, with PKCE. And the page before it, on which
 * a server without an organisation gets one.
 */
export function addSignIn(
  app: Hono,
  services: Services,
  addressOf: (context: Context) => string,
): void {
  const page = (show: Page) => (context: Context) =>
    sayingRefusals(context, async () => {
      const address = addressOf(context);
      await limitCalls('signInPage', address);
      return show(context, services, address);
    });
  app.get('/auth/sign-in.css', sendSignInStyles);
  app.get('/auth/authorize', page(showSignIn));
  app.post('/auth/authorize', page(takeSignIn));
  app.get('/auth/provider', page(goToProvider));
  app.get('/auth/callback', page(comeFromProvider));
  app.get('/auth/done', page(showDone));
  app.get('/auth/set-up', page(showSetUp));
  app.post('/auth/set-up', page(takeSetUp));
  app.post('/auth/token', (context) => answerToken(context, services, addressOf(context)));
}

/** Whoever reads a page gets a sentence on one; only a fault goes on, to be written down. */
async function sayingRefusals(
  context: Context,
  show: () => Promise<Response>,
): Promise<Response> {
  try {
    return await show();
  } catch (error) {
    const { kind } = refusalOf(error);
    if (kind === 'fault') throw error;
    const language = languageFor(context);
    const words = signInWords[language];
    const said = {
      'too-many-requests': { sentence: words.tooMany, status: 429 },
      'not-ready': { sentence: words.notReady, status: 503 },
    } as const;
    const { sentence, status } = said[kind as keyof typeof said] ?? {
      sentence: words.notUnderstood,
      status: 400 as const,
    };
    return sendSignInSentence(context, {
      language,
      title: words.notDoneTitle,
      sentence,
      status,
    });
  }
}
