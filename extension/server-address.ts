/** Hosts that need no https: nothing leaves the machine. The manifest and its policy name the same. */
const ownMachine = ['localhost', '127.0.0.1'];

/**
 * The server that a person means, as `https://waypost.example`: an address of any of its pages will do. Null
 * when it is no address, or one over which a password would travel in the open.
 */
export function readServerAddress(text: string): string | null {
  const address = text.trim();
  const url = URL.parse(
    /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `https://${address}`,
  );
  if (!url || url.username || url.password) return null;
  if (url.hostname.includes('%')) return null; // Chromium takes ‘two words’ for a host
  const isSafe =
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && ownMachine.includes(url.hostname));
  return isSafe ? url.origin : null;
}

/** Why what a person typed is no address of a server: the name of the sentence that says so. */
export function whyNoServer(text: string): 'serverPlain' | 'serverWrong' {
  const url = URL.parse(text.trim());
  return url?.protocol === 'http:' && !url.username && !url.password
    ? 'serverPlain'
    : 'serverWrong';
}

/** What the browser asks its user about before the extension may call a server. Ports cannot be told apart. */
export function permissionFor(server: string): { origins: string[] } {
  const { protocol, hostname } = new URL(server);
  return { origins: [`${protocol}//${hostname}/*`] };
}
