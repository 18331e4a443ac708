import { parseAst, Visitor, type Plugin } from 'vite';

/**
 * Of socket.io-client: our client opens nothing but WebSockets, sends and takes nothing but text, connects again by
 * itself, and runs where there is a URL class.
 */
const socket: Record<string, string> = {
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

/** Methods that nothing of it calls with our options, and that we do not call. */
const uncalled: Record<string, string[]> = {
  'engine.io-client/build/esm/socket.js': ['_probe', 'send'],
  'socket.io-client/build/esm/manager.js': [
    'connect',
    'disconnect',
    'reconnect',
    'onreconnect',
  ],
  'socket.io-client/build/esm/socket.js': [
    ...['send', 'compress', 'volatile', '_addToQueue'],
    ...['onAny', 'prependAny', 'offAny', 'listenersAny'],
    ...['onAnyOutgoing', 'prependAnyOutgoing', 'offAnyOutgoing', 'listenersAnyOutgoing'],
  ],
  'socket.io-parser/build/esm/index.js': ['encodeAsBinary'],
};

/** Of Lit: every browser that knows the script's syntax adopts style sheets, and our decorators are TypeScript's own. */
const lit: Record<string, string> = {
  '@lit/reactive-element/css-tag.js': `
    export class CSSResult {
      constructor(text) { this._$cssResult$ = true; this.cssText = text; }
      get styleSheet() {
        if (!this.sheet) (this.sheet = new CSSStyleSheet()).replaceSync(this.cssText);
        return this.sheet;
      }
      toString() { return this.cssText; }
    }
    export const supportsAdoptingStyleSheets = true;
    export const unsafeCSS = (text) => new CSSResult(String(text));
    export const css = (texts, ...values) =>
      unsafeCSS(texts.reduce((all, text, place) => all + values[place - 1] + text));
    export const getCompatibleStyle = (style) => style;
    export const adoptStyles = (root, styles) => {
      root.adoptedStyleSheets = styles.map((style) => style.styleSheet ?? style);
    };`,

  '@lit/reactive-element/decorators/property.js': `
    export const property = (options) => (prototype, name) => {
      const isThere = prototype.hasOwnProperty(name);
      prototype.constructor.createProperty(name, options);
      if (isThere) return Object.getOwnPropertyDescriptor(prototype, name);
    };
    export const standardProperty = undefined;`,
};

const shorter: Record<string, string> = { ...socket, ...lit };
const file =
  /\/node_modules\/((?:(?:socket|engine)\.io-(?:client|parser)|@lit\/reactive-element)\/.*\.js)$/;

/** A package that is written in no module of the language. */
const formerModule = /\/node_modules\/papaparse\/papaparse(\.min)?\.js$/;

/** Leaves out of the script what of these packages our pages never reach, or puts it shorter. */
export function leanPackages(): Plugin {
  const missed = new Set([...Object.keys(shorter), ...Object.keys(uncalled)]);
  return {
    name: 'waypost-lean-packages',
    load: {
      filter: { id: file },
      handler(id) {
        const name = nameOf(id);
        missed.delete(name);
        return name in shorter ? { code: shorter[name]!, map: null } : undefined;
      },
    },
    // None of them does anything by being loaded, so that what is not used can go.
    transform: {
      filter: { id: [/\/node_modules\/(socket|engine)\.io-/, formerModule] },
      handler: (code, id) => ({
        code: formerModule.test(id)
          ? asModule(code)
          : withoutMethods(code, uncalled[nameOf(id)] ?? []),
        map: null,
        moduleSideEffects: false,
      }),
    },
    buildEnd() {
      for (const name of missed) this.error(`The packages have no ‘${name}’ any more.`);
    },
  };
}

function nameOf(id: string): string {
  return file.exec(id)?.[1] ?? '';
}

/** What loads the other kind would be part of what every page loads first. Its lines stay where they are. */
function asModule(code: string): string {
  return `const module = { exports: {} }, { exports } = module; ${code}\nexport default module.exports;`;
}

/** Its lines stay, so that source maps stay true. */
function withoutMethods(code: string, names: readonly string[]): string {
  const missed = new Set(names);
  let rest = code;
  new Visitor({
    MethodDefinition({ key, start, end }) {
      if (key.type !== 'Identifier' || !missed.delete(key.name)) return;
      const blank = code.slice(start, end).replaceAll(/[^\n]/g, ' ');
      rest = rest.slice(0, start) + blank + rest.slice(end);
    },
  }).visit(parseAst(code));
  if (missed.size)
    throw new Error(`There is no method ‘${[...missed].join('’ and no ‘')}’ any more.`);
  return rest;
}
