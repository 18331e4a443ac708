import { html, render } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { browser } from 'wxt/browser';
import '../../widget/supervision.ts';
import type { HistoryWantedEvent } from '../../widget/supervision.ts';
import { defineFeature } from '../define-feature.ts';
import { heldClient } from '../held-client.ts';
import { changed, missing } from '../missing.ts';
import { openPanel } from '../open-panel.ts';
import { serverChange } from '../server-change.ts';
import { followAll, languageSetting } from '../settings.ts';
import { languageOf, wordsIn, type Words } from '../words.ts';

/** What happens now, in the popup of those who supervise. What they open comes in a tab of its own. */
export const supervision = defineFeature({
  id: 'supervision',
  runsIn: 'supervision',

  init(signal) {
    const place = document.querySelector('main')!; // part of the page
    followAll(
      { held: heldClient, change: serverChange, language: languageSetting },
      ({ held: { server, client }, change, language }) => {
        const words = wordsIn(language);
        document.documentElement.lang = languageOf(language);
        if (!client) return render(missing(server, words), place);
        if (change) return render([bar(words), changed(change, words)], place);
        render(
          html`${bar(words)}
          ${keyed(
            languageOf(language),
            html`<waypost-supervision
              .client=${client}
              @waypost-history-wanted=${({ address }: HistoryWantedEvent) =>
                openHistory(address)}
              @waypost-interaction-open=${({ interactionId }: { interactionId: string }) =>
                openHistory(`interaction=${interactionId}`)}
            ></waypost-supervision>`,
          )}`,
          place,
        );
      },
      signal,
    );
  },
});

function bar(words: Words) {
  return html`<nav>
    <button class="line" @click=${showPanel}>${words.panel}</button>
    <button class="line" @click=${() => openHistory('')}>${words.history}</button>
    <button class="line" @click=${() => browser.runtime.openOptionsPage()}>
      ${words.options}
    </button>
  </nav>`;
}

/** Before anything is waited for: browsers open it only as the direct answer to a click. */
function showPanel(): void {
  void openPanel().then(close);
}

function openHistory(address: string): void {
  void browser.tabs
    .create({ url: browser.runtime.getURL(`/interactions.html#${address}`) })
    .then(close);
}

/** A popup goes by itself where the browser shows the tab; opened in a tab of its own, it stays. */
async function close(): Promise<void> {
  if (!(await browser.tabs.getCurrent())) window.close();
}
