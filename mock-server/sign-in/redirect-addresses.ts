/** Who may be told how a sign-in ended. */
export interface AllowedRedirects {
  /** Ids of extensions: Chrome's 32 letters, or the 40 digits that Firefox makes of an id. */
  extensions: readonly string[];
  publicUrl: string;
}

/** Who may ask for a sign-in: Waypost's extension, and the page on which administrators configure. */
export const clientIds = ['extension', 'maker'] as const;
export type ClientId = (typeof clientIds)[number];

/**
 * The pages of this server at which their sign-ins end, as the pages of the sign-in name them: by it they are found below
 * any path.
 */
export const endPages: Record<ClientId, { path: string; from: string }> = {
  extension: { path: '/auth/done', from: 'done' },
  maker: { path: '/maker', from: '../maker' },
};

/**
 * True for this server's own page, as the browser names the server or as the operator does, and, of the extension, for
 * the addresses that browsers keep for the extensions that the operator allows. Nothing else: a code goes nowhere unasked.
 */
export function isAllowedRedirect(
  client: ClientId,
  address: string,
  { extensions, publicUrl }: AllowedRedirects,
  host: string,
): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || url.href !== address || url.search || url.hash || url.username || url.password)
    return false;
  const own = [publicUrl, `http://${host}`, `https://${host}`];
  if (own.some((base) => address === base + endPages[client].path)) return true;
  return (
    client === 'extension' && extensions.some((id) => url.origin === originOfExtension(id))
  );
}

/** What an operator may name as an extension. */
export const EXTENSION_ID = /^([a-p]{32}|[0-9a-f]{40})$/;

function originOfExtension(id: string): string {
  const domain = id.length === 32 ? 'chromiumapp.org' : 'extensions.allizom.org';
  return `https://${id}.${domain}`;
}
