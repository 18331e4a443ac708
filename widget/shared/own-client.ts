import { startWaypost } from '../../api-client/start.ts';
import type { Waypost, WaypostOptions } from '../../api-client/waypost.ts';
import { fetchToken } from './token-url.ts';

export type GetToken = WaypostOptions['getToken'];

/** How an element is told who uses the page. */
interface TokenSource {
  getToken: GetToken | undefined;
  tokenUrl: string;
}

/** The function that gives a token, or one that asks the page's own server. */
export function tokenGetter({ getToken, tokenUrl }: TokenSource): GetToken | undefined {
  return getToken ?? (tokenUrl ? () => fetchToken(tokenUrl) : undefined);
}

/** A client for an element that was given no other; none while it does not know the server or the person. */
export function ownClient(element: TokenSource & { url: string }): Waypost | undefined {
  const getToken = tokenGetter(element);
  return element.url && getToken ? startWaypost({ url: element.url, getToken }) : undefined;
}
