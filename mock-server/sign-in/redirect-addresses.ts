/** Who may be told how a sign-in ended. */
export interface AllowedRedirects {
  /** Ids of extensions: Chrome's 32 letters, or the 40 digits that Firefox makes of an id. */
  extensions: readonly string[];
  publicUrl: string;
}

/** The page of this server at which a sign-in ends; beside the others, so that it is found below any path. */
export const DONE_PAGE = 'done';

/**
 * True for this server's own page, as the browser names the server or as the operator does, and for the addresses
 * that browsers keep for the extensions that the operator allows. Nothing else: a code goes nowhere unasked.
 */
export function isAllowedRedirect(
  address: string,
  { extensions, publicUrl }: AllowedRedirects,
  host: string,
): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || url.href !== address || url.search || url.hash || url.username || url.password)
    return false;
  const own = [publicUrl, `http://${host}`, `https://${host}`];
  if (own.some((base) => address === `${base}/auth/${DONE_PAGE}`)) return true;
  return extensions.some((id) => url.origin === originOfExtension(id));
}

/** What an operator may name as an extension. */
export const EXTENSION_ID = /^([a-p]{32}|[0-9a-f]{40})$/;

function originOfExtension(id: string): string {
  const domain = id.length === 32 ? 'chromiumapp.org' : 'extensions.allizom.org';
  return `https://${id}.${domain}`;
}
