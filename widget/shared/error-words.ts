import { msg } from '@lit/localize';
import type { ErrorKind, WaypostError } from '../../api-client/errors.ts';
import { serverWords } from '../localization/locale.ts';

const sentences: Partial<Record<ErrorKind, () => string>> = {
  network: () => msg('The server cannot be reached.'),
  token: () => msg('This page could not say who you are.'),
  'signed-out': () => msg('You are signed out.'),
  'token-expired': () => msg('You are signed out.'),
  forbidden: () => msg('Your role does not allow this. Ask your administrator.'),
  'not-found': () => msg('It does not exist, or you may not see it.'),
  'history-off': () => msg('Your profile does not include the history of interactions.'),
  'too-many-requests': () => msg('The server has too much to do.'),
  'not-ready': () => msg('The server is starting.'),
  fault: () => msg('The server made a mistake, and noted it.'),
};

/** Why something failed, in the language of the page; a kind without words of its own says the server’s. */
export const errorWords = (error: WaypostError): string =>
  sentences[error.kind]?.() ?? serverWords(error.message);

/** Without a network, or with a server that is away; which of them, a page cannot tell. */
export const nothingKept = (): string =>
  msg('The server cannot be reached, and this browser has nothing of it.');

/** Whether nothing helps but signing in. */
export const needsSignIn = (error: WaypostError | undefined): boolean =>
  error?.kind === 'signed-out' || error?.kind === 'token-expired' || error?.kind === 'token';
