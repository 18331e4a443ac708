import { html, nothing, render, type TemplateResult } from 'lit';
import { defineFeature } from '../define-feature.ts';
import { canDock } from '../docked.ts';
import type { Front } from '../front.ts';
import { onShow } from '../on-show.ts';
import { policy } from '../policy.ts';
import {
  followAll,
  languageSetting,
  sessionSetting,
  sitesSetting,
  undockedSetting,
  type Site,
} from '../settings.ts';
import { changeSite } from '../sites.ts';
import { wordsIn, type Words } from '../words.ts';

/** Beside the pick: docks the panel in the pages of the site in front, and takes it out of them. */
export const offerDock = defineFeature({
  id: 'offer-dock',
  runsIn: 'sidepanel',

  init(signal) {
    const place = document.querySelector<HTMLElement>('#offer-dock')!; // part of the page
    followAll(
      {
        shown: onShow,
        sites: sitesSetting,
        session: sessionSetting,
        language: languageSetting,
        policy,
      },
      ({ shown: { front }, sites, session, language, policy }) => {
        const site = front.isGranted
          ? sites.find((each) => each.site === front.site)
          : undefined;
        const isOffered = session && site && policy.docked && canDock();
        render(isOffered ? button(wordsIn(language), site, front) : nothing, place);
      },
      signal,
    );
  },
});

function button(words: Words, site: Site, { tab, isUndocked }: Front): TemplateResult {
  const isDocked = site.isDocked && !isUndocked;
  const change = async () => {
    if (tab !== null) await undockedSetting(tab).clear();
    await changeSite({ ...site, isDocked: !isDocked });
  };
  return html`<button class="line" @click=${change}>
    ${isDocked ? words.undockSite : words.dock}
  </button>`;
}
