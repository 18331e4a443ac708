import ipaddr from 'ipaddr.js';
import { Agent, buildConnector, fetch } from 'undici';

/**
 * Addresses that come from customers may name our own network. Three looks keep it shut: the host as written, and
 * the address that the connection really has, which also catches names that answer differently the second time.
 */
const connect = buildConnector({ timeout: 5000 });
const outside = new Agent({
  connect(options, callback) {
    if (isInside(options.hostname)) return callback(new Error('An inside address.'), null);
    connect(options, (error, socket) => {
      if (error) return callback(error, null);
      if (isInside(socket.remoteAddress ?? '')) {
        socket.destroy();
        return callback(new Error('An inside address.'), null);
      }
      return callback(null, socket);
    });
  },
});

function isInside(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  if (!ipaddr.isValid(bare)) return /(^|\.)localhost\.?$/i.test(bare) || bare === '';
  return ipaddr.process(bare).range() !== 'unicast';
}

/** The media type that an https address answers with, or null when it does not answer, or leads elsewhere or inside. */
export async function contentTypeOf(address: string): Promise<string | null> {
  try {
    const url = new URL(address);
    if (url.protocol !== 'https:' || url.username !== '') return null;
    const response = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      dispatcher: outside,
      signal: AbortSignal.timeout(5000),
    });
    return response.ok ? (response.headers.get('content-type') ?? null) : null;
  } catch {
    return null; // no such host, no answer, no address, or an inside one: all the same to the customer
  }
}
