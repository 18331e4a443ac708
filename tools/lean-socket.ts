import type { Plugin } from 'vite';

/**
 * What of socket.io-client our pages never reach, in its own words or shorter ones. The client opens nothing but
 * WebSockets, sends and takes nothing but text, connects again by itself, and runs where there is a URL class.
 */
const shorter: Record<string, string> = {
  'engine.io-client/build/esm/transports/index.js':
    "import { WS } from './websocket.js'; export const transports = { websocket: WS };",

  'engine.io-client/build/esm/contrib/parseuri.js': `
    export function parse(text) {
      const { protocol, hostname, port } = new URL(text);
      return { protocol: protocol.slice(0, -1), host: hostname.replace(/^\\[|\\]$/g, ''), port };
    }`,

  'engine.io-parser/build/esm/encodePacket.browser.js': `
    import { PACKET_TYPES } from './commons.js';
    export const encodePacket = ({ type, data }, _, give) => give(PACKET_TYPES[type] + (data || ''));
    export const encodePacketToBinary = undefined;`,

  'engine.io-parser/build/esm/decodePacket.browser.js': `
    import { ERROR_PACKET, PACKET_TYPES_REVERSE } from './commons.js';
    export const decodePacket = (text) => {
      const type = typeof text === 'string' && PACKET_TYPES_REVERSE[text[0]];
      return type ? { type, data: text.slice(1) } : ERROR_PACKET;
    };`,

  'socket.io-parser/build/esm/is-binary.js':
    'export const isBinary = () => false; export const hasBinary = isBinary;',

  'socket.io-parser/build/esm/binary.js': `
    export function reconstructPacket() { throw new Error('binary'); }
    export const deconstructPacket = reconstructPacket;`,

  'socket.io-client/build/esm/contrib/backo2.js': `
    export function Backoff() {}
    Backoff.prototype.reset = Backoff.prototype.setMin = Backoff.prototype.setMax =
    Backoff.prototype.setJitter = () => {};`,
};

const packages = /\/node_modules\/((?:socket|engine)\.io-(?:client|parser)\/.*\.js)$/;

/** Leaves out of the script what of socket.io-client our pages never reach. */
export function leanSocket(): Plugin {
  const missed = new Set(Object.keys(shorter));
  return {
    name: 'waypost-lean-socket',
    load: {
      filter: { id: packages },
      handler(id) {
        const file = packages.exec(id)?.[1] ?? '';
        missed.delete(file);
        const code = shorter[file];
        return code === undefined ? undefined : { code, map: null };
      },
    },
    // Nothing of these packages does anything by being loaded, so that what is not used can go.
    transform: {
      filter: { id: packages },
      handler: (code) => ({ code, map: null, moduleSideEffects: false }),
    },
    buildEnd() {
      for (const file of missed) this.error(`socket.io-client has no ‘${file}’ any more.`);
    },
  };
}
