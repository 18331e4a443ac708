/**
 * SHA-256 as base64url: what a code is kept as, what a PKCE challenge is of its verifier (RFC 7636, 4.2), and what stands
 * for a preview.
 */
export async function hashText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
