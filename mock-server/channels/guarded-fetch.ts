import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, buildConnector, fetch } from 'undici';

/**
 * Addresses that come from customers may name our own network. Three looks keep it shut: the host as written, the
 * addresses that its name leads to, before anything is sent there, and the address that the connection really has.
 */
const connect = buildConnector({ timeout: 5000, lookup: lookupOutside });
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

/** Finds a name's addresses, and none when one of them is inside. */
function lookupOutside(...[name, options, found]: Parameters<LookupFunction>): void {
  lookup(name, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? []; // none with an error
    if (error || !first) return found(error ?? new Error('No address.'), []);
    if (addresses.some(({ address }) => isInside(address)))
      return found(new Error('An inside address.'), []);
    return options.all ? found(null, addresses) : found(null, first.address, first.family);
  });
}

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
