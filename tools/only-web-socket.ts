import type { Plugin } from 'vite';

/** The client opens nothing but WebSockets: engine.io's other transports stay out of the script. */
export function onlyWebSocket(): Plugin {
  return {
    name: 'waypost-only-web-socket',
    load: {
      filter: { id: /\/engine\.io-client\/build\/esm\/transports\/index\.js$/ },
      handler: () =>
        "import { WS } from './websocket.js'; export const transports = { websocket: WS };",
    },
  };
}
