import { lookup as lookUp, type LookupAddress } from 'node:dns';
import { connect as connectSocket, type LookupFunction, type Socket } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Finds all addresses of a name, as `dns.lookup` does with `all`. */
export type LookupAll = (
  host: string,
  options: { all: true },
  found: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

export interface GuardOptions {
  /** Inside hosts that the operator allows, as `crm.internal` or `127.0.0.1:8080`. */
  allowedHosts?: readonly string[];
  lookup?: LookupAll;
}

/** An address that leads into the network that the server itself stands in. */
export class InsideAddress extends Error {
  readonly host: string;

  constructor(host: string) {
    super(`‘${host}’ leads inside the server’s own network, where calls are not allowed.`);
    this.name = 'InsideAddress';
    this.host = host;
  }
}

/**
 * Addresses that people outside write may name our own network. Three looks keep it shut: the host as written, every
 * address that its name leads to, before anything is sent there, and the address that the connection really has.
 */
export class NetworkGuard {
  #allowed: ReadonlySet<string>;
  #lookup: LookupAll;

  constructor({ allowedHosts = [], lookup = lookUp }: GuardOptions = {}) {
    this.#allowed = new Set(allowedHosts.map(plain));
    this.#lookup = lookup;
  }

  /** True for a host that the operator allowed by name, with this port or with any. */
  allows(host: string, port: number): boolean {
    const name = plain(host);
    return this.#allowed.has(name) || this.#allowed.has(`${name}:${port}`);
  }

  /** Throws when the host, or any address that its name has now, is inside. */
  async demandOutside(host: string, port: number): Promise<void> {
    if (this.allows(host, port)) return;
    if (isInside(host)) throw new InsideAddress(host);
    await new Promise<void>((resolve, reject) => {
      this.lookupFor(port)(host, { all: true }, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Looks names up for a connection to the port, and finds none for a name that leads inside. */
  lookupFor(port: number): LookupFunction {
    return (host, options, found) => {
      const bare = host.replace(/^\[|\]$/g, '');
      this.#lookup(bare, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
        const [first] = addresses ?? []; // none with an error
        if (error || !first) return found(error ?? new Error(`‘${host}’ has no address.`), []);
        const shut = !this.allows(host, port);
        if (shut && addresses.some(({ address }) => isInside(address)))
          return found(new InsideAddress(host), []);
        return options.all ? found(null, addresses) : found(null, first.address, first.family);
      });
    };
  }

  /** Throws when the connection ended up inside, whatever the name said. */
  demandOutsideSocket(socket: Socket, host: string, port: number): void {
    if (this.allows(host, port) || !isInside(socket.remoteAddress ?? '')) return;
    socket.destroy();
    throw new InsideAddress(host);
  }

  /** A connection to a host outside. */
  async connect(host: string, port: number, milliseconds: number): Promise<Socket> {
    await this.demandOutside(host, port);
    const lookup = this.lookupFor(port);
    const socket = connectSocket({ host, port, lookup, timeout: milliseconds });
    await new Promise<void>((resolve, reject) => {
      const late = () => socket.destroy(new Error(`‘${host}’ did not answer.`));
      socket.once('timeout', late).once('error', reject);
      socket.once('connect', () => {
        socket.off('timeout', late).off('error', reject).setTimeout(0);
        resolve();
      });
    });
    this.demandOutsideSocket(socket, host, port);
    return socket;
  }
}

function plain(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[([^\]]*)\]/, '$1')
    .replace(/\.(?=$|:\d+$)/, '');
}

function isInside(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  if (!ipaddr.isValid(bare)) return /(^|\.)localhost\.?$/i.test(bare) || bare === '';
  return ipaddr.process(bare).range() !== 'unicast';
}
