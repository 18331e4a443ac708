import { html, nothing, render } from 'lit';
import { defineFeature } from '../define-feature.ts';
import { contactKinds, type ContactKind } from '../read-contact.ts';
import { followAll, languageSetting, rulesSetting, sitesSetting } from '../settings.ts';
import {
  faultOf,
  isSelectorHere,
  MOST_RULES,
  readSite,
  type RuleFault,
  type SiteRule,
} from '../site-rules.ts';
import { wordsIn, type Words } from '../words.ts';

/** The rules by which contacts are found where a site shows them as text: picked on a page, or written here. */
export const ruleList = defineFeature({
  id: 'rule-list',
  runsIn: 'options',

  init(signal) {
    const place = document.querySelector<HTMLElement>('#rule-list')!; // part of the page
    let now = { rules: [] as SiteRule[], words: wordsIn('browser') };
    let said: keyof Words | '' = '';
    let isWanted = false;
    const show = () =>
      render(isWanted ? section(now, said && now.words[said], change) : nothing, place);
    const change: Change = async (rules, saying) => {
      if (rules) await rulesSetting.write(rules);
      said = saying;
      show();
    };
    followAll(
      { rules: rulesSetting, sites: sitesSetting, language: languageSetting },
      ({ rules, sites, language }) => {
        // Before there is a site, nobody is to think about where it shows what.
        isWanted ||= sites.length > 0 || rules.length > 0;
        now = { rules, words: wordsIn(language) };
        show();
      },
      signal,
    );
  },
});

/** Writes the rules, unless nothing changes, and says something. */
type Change = (rules: SiteRule[] | null, saying: keyof Words) => Promise<void>;

interface Shown {
  rules: SiteRule[];
  words: Words;
}

function section({ rules, words }: Shown, said: string, change: Change) {
  return html`<h2>${words.rules}</h2>
    <p class="quiet">${words.rulesHint}</p>
    ${rules.length === 0 ? html`<p>${words.noRules}</p>` : nothing}
    <ul>
      ${rules.map((rule) => {
        const others = rules.filter((each) => each !== rule);
        const { site, selector, attribute } = rule;
        return html`<li>
          <b>${site}</b> <code>${selector}${attribute && ` @${attribute}`}</code>
          <button
            class="line"
            aria-label="${words.removeRule}: ${site} ${selector}"
            @click=${() => change(others, 'ruleRemoved')}
          >
            ${words.removeRule}
          </button>
        </li>`;
      })}
    </ul>
    ${form(words, (event) => add(event, rules, change))}
    <p role="status">${said}</p>`;
}

function form(words: Words, submit: (event: SubmitEvent) => Promise<void>) {
  const kinds = { any: words.kindAny, phone: words.kindPhone, email: words.kindEmail };
  return html`<form @submit=${submit}>
    <label for="rule-site">${words.ruleSite}</label>
    <input id="rule-site" name="site" required maxlength="255" placeholder="*.crm.example" />
    <label for="rule-selector">${words.ruleSelector}</label>
    <input
      id="rule-selector"
      name="selector"
      required
      maxlength="1000"
      spellcheck="false"
      placeholder='[data-field="phone"]'
    />
    <label for="rule-kind">${words.ruleKind}</label>
    <select id="rule-kind" name="kind">
      ${(['any', 'phone', 'email'] as const).map(
        (kind) => html`<option value=${kind}>${kinds[kind]}</option>`,
      )}
    </select>
    <label for="rule-attribute">${words.ruleAttribute}</label>
    <input id="rule-attribute" name="attribute" maxlength="100" spellcheck="false" />
    <button class="main">${words.addRule}</button>
  </form>`;
}

const sentences: Record<RuleFault, keyof Words> = {
  site: 'ruleSiteWrong',
  selector: 'ruleSelectorWrong',
  attribute: 'ruleAttributeWrong',
};

async function add(event: SubmitEvent, rules: SiteRule[], change: Change): Promise<void> {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement; // whose event it is
  const rule = ruleOf(new FormData(form));
  const fault = faultOf(rule, isSelectorHere);
  if (fault) return change(null, sentences[fault]);
  if (rules.length >= MOST_RULES) return change(null, 'tooManyRules');
  form.reset();
  return change([...rules, rule], 'ruleAdded');
}

function ruleOf(form: FormData): SiteRule {
  const field = (name: string) => String(form.get(name)).trim();
  const kind: ContactKind = contactKinds.find((each) => each === field('kind')) ?? 'any';
  const site = readSite(field('site')) ?? '';
  return { site, selector: field('selector'), kind, attribute: field('attribute') };
}
