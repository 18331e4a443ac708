import { defineFeature } from '../define-feature.ts';
import { askFromPage } from '../page-messages.ts';
import { pickRule } from '../pick-rule.ts';

/** Outlines what the pointer is on; a click takes it, and the page hears nothing of it. Escape ends. */
export const pickOnPage = defineFeature({
  id: 'pick-on-page',
  runsIn: 'pick',

  init(signal) {
    const ending = new AbortController();
    const until = { signal: AbortSignal.any([signal, ending.signal]), capture: true };
    const outline = showOutline(until.signal);
    const swallow = (event: Event) => {
      if (!event.isTrusted) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    for (const name of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'auxclick'])
      addEventListener(name, swallow, until);
    addEventListener('pointermove', ({ target }) => outline.move(target as Element), until);
    addEventListener(
      'click',
      (event) => {
        swallow(event);
        if (!event.isTrusted) return;
        ending.abort();
        tell(event.target as Element);
      },
      until,
    );
    addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape' || !event.isTrusted) return;
        swallow(event);
        ending.abort();
        void askFromPage('picked', null).catch(() => {});
      },
      until,
    );
  },
});

function tell(clicked: Element): void {
  const { rule = null, finds = [] } = pickRule(clicked, location.hostname) ?? {};
  void askFromPage('picked', { isPicking: false, rule, finds }).catch(() => {});
}

/** Drawn over the page, out of its reach and in nobody's way. */
function showOutline(signal: AbortSignal): { move(over: Element): void } {
  const host = document.createElement('span');
  const frame = document.createElement('span');
  host.style.cssText = 'position: fixed !important; inset: 0 auto auto 0 !important';
  frame.style.cssText =
    'position: fixed; z-index: 2147483647; pointer-events: none; box-sizing: border-box;' +
    'border: 2px solid #0b6b5f; border-radius: 3px; background: rgb(11 107 95 / 15%)';
  host.attachShadow({ mode: 'closed' }).append(frame);
  document.documentElement.append(host);
  signal.addEventListener('abort', () => host.remove());
  return {
    move(over) {
      const { left, top, width, height } = over.getBoundingClientRect();
      Object.assign(frame.style, {
        left: `${left}px`,
        top: `${top}px`,
        width: `${width}px`,
        height: `${height}px`,
      });
    },
  };
}
