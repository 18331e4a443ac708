import { createGuardedHttp } from '../effects/guarded-http.ts';
import { NetworkGuard } from '../effects/network-guard.ts';

/** Addresses from customers: nothing inside is allowed to them, whatever the operator allows elsewhere. */
const send = createGuardedHttp(new NetworkGuard());

/** The media type that an https address answers with, or null when it does not answer, or leads elsewhere or inside. */
export async function contentTypeOf(address: string): Promise<string | null> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== 'https:') return null;
  try {
    const { status, contentType } = await send({
      method: 'HEAD',
      address: url,
      headers: {},
      body: null,
      timeoutSeconds: 5,
      redirects: 0,
      readsBody: false,
    });
    return status >= 200 && status < 300 ? contentType : null;
  } catch {
    return null; // no such host, no answer, no address, or an inside one: all the same to the customer
  }
}
