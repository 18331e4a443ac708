import type { WaypostPanel } from '../panel.ts';
import { readToFrame, written, FRAME_VERSION, type ToPage } from '../shared/frame-protocol.ts';

/*
 * The script of the server's page `/embed`: a panel in a frame, which the page around it tells what to show, and which tells
 * that page what happens, never of whom. The server has checked the one origin that may do so.
 */
const host = document.documentElement.dataset['host'] ?? '';
let panel: WaypostPanel | undefined;
let isGreeted = false;
let tokens: PromiseWithResolvers<string> | undefined;

if (window.parent === window) document.querySelector('#alone')?.removeAttribute('hidden');
else {
  addEventListener('message', hear);
  tell({ type: 'ready', version: FRAME_VERSION });
}

function tell(message: ToPage): void {
  window.parent.postMessage(written(message), host);
}

function hear({ data, origin, source }: MessageEvent): void {
  if (source !== window.parent || origin !== host) return;
  const message = readToFrame(data);
  if (message?.type === 'hello') isGreeted = true;
  if (!message || !isGreeted) return;
  panel ??= makePanel();
  switch (message.type) {
    case 'hello':
      break;
    case 'token':
      tokens?.resolve(message.token);
      tokens = undefined;
      break;
    case 'token-missing':
      tokens?.reject(missing(message.reason));
      tokens = undefined;
      break;
    case 'show':
      panel.contact = message.contact;
      panel.interactionId = message.interactionId;
      // Not before: it would load what nobody asked for.
      if (!panel.isConnected) document.body.append(panel);
      break;
    case 'focus':
      panel.focus();
      break;
    case 'refresh':
      void panel.refresh();
      break;
    case 'language':
      document.documentElement.lang = message.language;
      panel.lang = message.language;
      break;
    case 'theme':
      if (message.theme) panel.setAttribute('theme', message.theme);
      else panel.removeAttribute('theme');
      break;
  }
}

function makePanel(): WaypostPanel {
  const made = document.createElement('waypost-panel');
  made.url = location.origin;
  made.getToken = ({ expired }) => {
    tokens ??= Promise.withResolvers<string>();
    tell({ type: 'token-wanted', expired });
    return tokens.promise;
  };
  made.addEventListener('waypost-interaction-open', ({ interactionId, toAnswer }) =>
    tell({ type: 'interaction-open', interactionId, toAnswer }),
  );
  made.addEventListener('waypost-active-interaction-changed', ({ interactionId }) =>
    tell({ type: 'active-interaction-changed', interactionId: interactionId ?? null }),
  );
  made.addEventListener('waypost-contact-action', ({ action, interactionId }) =>
    tell({ type: 'contact-action', action, interactionId }),
  );
  made.addEventListener('waypost-sign-in-needed', () => tell({ type: 'sign-in-needed' }));
  made.addEventListener('waypost-error', ({ kind }) => tell({ type: 'error', kind }));
  return made;
}

/** As the client tells apart who cannot be reached from who is not signed in. */
function missing(reason: 'nobody' | 'unreachable'): Error {
  return reason === 'unreachable'
    ? new TypeError('The server of the page around this one cannot be reached.')
    : new Error('Nobody is signed in to the page around this one.');
}
