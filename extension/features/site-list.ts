import { html, nothing, render, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { defineFeature } from '../define-feature.ts';
import { canDock } from '../docked.ts';
import { policy, readPolicy, type Policy } from '../policy.ts';
import { followAll, languageSetting, sitesSetting, type Site } from '../settings.ts';
import { changeSite, granted, grantSite, hostOf, leaveSite, siteOf } from '../sites.ts';
import { wordsIn, type Words } from '../words.ts';

/** On which sites contacts are found, and what is shown there. */
export const siteList = defineFeature({
  id: 'site-list',
  runsIn: 'options',

  init(signal) {
    const place = document.querySelector<HTMLElement>('#site-list')!; // part of the page
    let now: Shown = {
      sites: [],
      permitted: null,
      policy: readPolicy({}),
      words: wordsIn('browser'),
    };
    let said: keyof Words | '' = '';
    const show = () => render(section(now, said && now.words[said], say), place);
    const say: Say = (what) => {
      said = what;
      show();
    };
    followAll(
      { sites: sitesSetting, granted, language: languageSetting, policy },
      ({ sites, granted, language, policy }) => {
        const permitted = new Set(granted.map(({ site }) => site));
        now = { sites, permitted, policy, words: wordsIn(language) };
        show();
      },
      signal,
    );
  },
});

interface Shown {
  sites: Site[];
  /** Those of them that the browser permits; null before it has said. */
  permitted: ReadonlySet<string> | null;
  policy: Policy;
  words: Words;
}

type Say = (what: keyof Words) => void;

function section({ sites, permitted, policy, words }: Shown, said: string, say: Say) {
  return html`<h2>${words.sites}</h2>
    <p class="quiet">${words.sitesHint}</p>
    ${sites.length === 0 ? html`<p>${words.noSites}</p>` : nothing}
    <ul>
      ${repeat(
        sites,
        ({ site }) => site,
        (site) =>
          permitted?.has(site.site)
            ? item(words, site, policy, say)
            : unpermitted(words, site.site, say),
      )}
    </ul>
    <form @submit=${(event: SubmitEvent) => add(event, say)}>
      <label for="site">${words.siteAddress}</label>
      <input
        id="site"
        name="site"
        inputmode="url"
        spellcheck="false"
        required
        maxlength="2000"
        placeholder="https://crm.example"
      />
      <button class="main">${words.addSite}</button>
    </form>
    <p role="status">${said}</p>`;
}

/** An administrator gave it, and the browser wants to hear it from the person. */
function unpermitted(words: Words, site: string, say: Say): TemplateResult {
  const host = hostOf(site);
  const allow = async () => say((await grantSite(site)) ? 'siteAdded' : 'siteRefused');
  return html`<li>
    <b>${host}</b>
    <p class="quiet">${words.siteUnpermitted}</p>
    <button class="main" aria-label="${words.allowSite}: ${host}" @click=${allow}>
      ${words.allowSite}
    </button>
  </li>`;
}

function item(words: Words, site: Site, policy: Policy, say: Say): TemplateResult {
  const host = hostOf(site.site);
  const leave = async () => {
    await leaveSite(site.site);
    say('siteLeft');
  };
  return html`<li>
    <b>${host}</b>
    ${choice(words.markContacts, site.hasMarks, policy.marks, (hasMarks) =>
      changeSite({ ...site, hasMarks }),
    )}
    ${
      canDock()
        ? choice(words.dockHere, site.isDocked, policy.docked, (isDocked) =>
            changeSite({ ...site, isDocked }),
          )
        : nothing
    }
    <button class="line" aria-label="${words.leaveSite}: ${host}" @click=${leave}>
      ${words.leaveSite}
    </button>
    ${policy.marks && (policy.docked || !canDock()) ? nothing : html`<p class="quiet">${words.siteDecided}</p>`}
  </li>`;
}

/** What an administrator forbids cannot be chosen, and is off. */
function choice(
  label: string,
  isChosen: boolean,
  isAllowed: boolean,
  choose: (isChosen: boolean) => Promise<void>,
): TemplateResult {
  const change = (event: Event) => {
    const { checked } = event.currentTarget as HTMLInputElement; // whose event it is
    void choose(checked);
  };
  return html`<label
    ><input
      type="checkbox"
      .checked=${isChosen && isAllowed}
      ?disabled=${!isAllowed}
      @change=${change}
    />
    ${label}</label
  >`;
}

async function add(event: SubmitEvent, say: Say): Promise<void> {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement; // whose event it is
  const site = siteOf(String(new FormData(form).get('site')));
  if (site === null) return say('siteWrong');
  if (!(await grantSite(site))) return say('siteRefused');
  form.reset();
  say('siteAdded');
}
