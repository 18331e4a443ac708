/**
 * Gets a token from the page's own server: `POST` with the page's cookies, answered by `{"token": "…"}`.
 * A server that fails counts as one that cannot be reached; any other refusal means that nobody is signed in.
 */
export async function fetchToken(address: string): Promise<string> {
  const url = new URL(address, document.baseURI);
  if (url.origin !== location.origin)
    throw new Error(`The token address ${url.href} must be of this page’s own origin.`);
  const response = await fetch(url, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { accept: 'application/json' },
  });
  if (response.status >= 500) throw new TypeError(`${url.href} answered ${response.status}`);
  if (!response.ok) throw new Error(`${url.href} answered ${response.status}.`);
  const answer = (await response.json()) as { token?: unknown } | null;
  if (typeof answer?.token === 'string') return answer.token;
  throw new Error(`${url.href} answered without a “token”.`);
}
