import { html, nothing, render, type TemplateResult } from 'lit';
import { browser } from 'wxt/browser';
import { defineFeature } from '../define-feature.ts';
import type { Front } from '../front.ts';
import { onShow } from '../on-show.ts';
import { followAll, languageSetting, sessionSetting } from '../settings.ts';
import { grantSite, hostOf } from '../sites.ts';
import { wordsIn, type Words } from '../words.ts';

/** Below the contact: the way to have it found on the page in front. */
export const frontSite = defineFeature({
  id: 'front-site',
  runsIn: 'sidepanel',

  init(signal) {
    const place = document.querySelector<HTMLElement>('#front-site')!; // part of the page
    followAll(
      { shown: onShow, session: sessionSetting, language: languageSetting },
      ({ shown: { front }, session, language }) =>
        render(session ? wayOn(wordsIn(language), front) : nothing, place),
      signal,
    );
  },
});

function wayOn(words: Words, { tab, site, isGranted, page }: Front): unknown {
  if (tab === null) return nothing;
  if (isGranted) return page?.contacts.length === 0 ? html`<p>${words.noneFound}</p>` : nothing;
  if (site !== null) return offer(words, site);
  return html`<p class="quiet">${words.siteUnknown}</p>
    <button class="line" @click=${() => browser.runtime.openOptionsPage()}>
      ${words.chooseSites}
    </button>`;
}

function offer(words: Words, site: string): TemplateResult {
  const grant = async (event: Event) => {
    const status = (event.currentTarget as HTMLElement).nextElementSibling!; // as below
    status.textContent = (await grantSite(site)) ? '' : words.siteRefused;
  };
  return html`<button class="line" @click=${grant}>${words.showOn} ${hostOf(site)}</button>
    <p role="status"></p>`;
}
