import { html, nothing, render, type TemplateResult } from 'lit';
import { browser } from 'wxt/browser';
import { defineFeature } from '../define-feature.ts';
import { onShow } from '../on-show.ts';
import {
  followAll,
  languageSetting,
  pickedSetting,
  rulesSetting,
  sessionSetting,
} from '../settings.ts';
import { MOST_RULES, type SiteRule } from '../site-rules.ts';
import { wordsIn, type Words } from '../words.ts';

/** Has a person show on the page where the contact stands, and keeps that as a rule when they want it. */
export const offerPick = defineFeature({
  id: 'offer-pick',
  runsIn: 'sidepanel',

  init(signal) {
    const place = document.querySelector<HTMLElement>('#offer-pick')!; // part of the page
    let kept: { tab: number; rule: SiteRule } | null = null;
    const settings = {
      shown: onShow,
      rules: rulesSetting,
      session: sessionSetting,
      language: languageSetting,
    };
    followAll(
      settings,
      ({ shown: { front }, rules, session, language }) => {
        const words = wordsIn(language);
        const { tab, picked } = front;
        if (!session || !front.isGranted || tab === null) return render(nothing, place);
        if (kept?.tab !== tab || picked?.isPicking) kept = null;
        const keep = (rule: SiteRule) => {
          kept = { tab, rule };
          void rulesSetting.write([...rules, rule].slice(-MOST_RULES));
          void pickedSetting(tab).clear();
        };
        const undo = ({ selector, site }: SiteRule) => {
          kept = null;
          const isOther = (rule: SiteRule) => rule.site !== site || rule.selector !== selector;
          void rulesSetting.write(rules.filter(isOther));
        };
        const discard = () => void pickedSetting(tab).clear();
        if (kept) render([said(words.ruleKept), undoing(words, kept.rule, undo)], place);
        else if (picked?.rule)
          render(question(words, picked.rule, picked.finds, keep, discard), place);
        else if (picked?.isPicking) render(html`<p role="status">${words.picking}</p>`, place);
        else if (picked) render([said(words.pickedNothing), button(words, tab)], place);
        else render(button(words, tab), place);
      },
      signal,
    );
  },
});

const said = (sentence: string) => html`<p role="status">${sentence}</p>`;

function button(words: Words, tab: number): TemplateResult {
  const pick = async (event: Event) => {
    const { parentElement } = event.currentTarget as HTMLElement; // whose event it is
    const hasBegun = await beginPicking(tab);
    if (!hasBegun) parentElement!.querySelector('.failed')!.textContent = words.pickFailed;
  };
  return html`<button class="line" @click=${pick}>${words.pick}</button>
    <p class="failed" role="status"></p>`;
}

function question(
  words: Words,
  rule: SiteRule,
  finds: readonly string[],
  keep: (rule: SiteRule) => void,
  discard: () => void,
): TemplateResult {
  return html`<p role="status">${words.pickedFinds} <b>${finds.slice(0, 5).join(', ')}</b></p>
    <button class="main" @click=${() => keep(rule)}>${words.keepRule}</button>
    <button class="line" @click=${discard}>${words.discardRule}</button>`;
}

function undoing(words: Words, rule: SiteRule, undo: (rule: SiteRule) => void) {
  return html`<button class="line" @click=${() => undo(rule)}>${words.undo}</button>`;
}

/** Answers whether the browser let us into the page. */
async function beginPicking(tab: number): Promise<boolean> {
  try {
    await browser.scripting.executeScript({ target: { tabId: tab }, files: ['/pick.js'] });
    await pickedSetting(tab).write({ isPicking: true, rule: null, finds: [] });
    return true;
  } catch {
    return false;
  }
}
