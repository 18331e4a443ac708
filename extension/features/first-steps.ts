import { html, nothing, render, type TemplateResult } from 'lit';
import { browser } from 'wxt/browser';
import { defineFeature } from '../define-feature.ts';
import { followAll, languageSetting, serverSetting, sessionSetting } from '../settings.ts';
import { granted } from '../sites.ts';
import { wordsIn, type Words } from '../words.ts';

/** Above the options while something is missing: what is done, what comes next, and in the end how it goes on. */
export const firstSteps = defineFeature({
  id: 'first-steps',
  runsIn: 'options',

  init(signal) {
    const place = document.querySelector<HTMLElement>('#first-steps')!; // part of the page
    let wasOpen = false;
    let key = '';
    let show = () => {};
    followAll(
      {
        server: serverSetting,
        session: sessionSetting,
        sites: granted,
        language: languageSetting,
      },
      ({ server, session, sites, language }) => {
        const isDone = [server !== null, session !== null, sites.length > 0];
        wasOpen ||= isDone.includes(false);
        show = () => render(wasOpen ? steps(wordsIn(language), isDone, key) : nothing, place);
        show();
      },
      signal,
    );
    void panelKey().then((found) => {
      key = found;
      show();
    });
  },
});

function steps(words: Words, isDone: boolean[], key: string): TemplateResult {
  if (!isDone.includes(false))
    return html`<h2>${words.stepsDone}</h2>
      <p>${words.stepsDoneHow}</p>
      ${key ? html`<p>${words.stepsDoneKey} <kbd>${key}</kbd></p>` : nothing}`;
  const all = [
    { sentence: words.stepServer, section: 'choose-server' },
    { sentence: words.stepSignIn, section: 'sign-in' },
    { sentence: words.stepSite, section: 'site-list' },
  ];
  return html`<h2>${words.firstSteps}</h2>
    <ol>
      ${all.map(({ sentence, section }, index) => {
        const state = stateOf(isDone, index);
        return html`<li class=${state} aria-current=${state === 'next' ? 'step' : nothing}>
          <span><a href="#${section}">${sentence}</a></span>
          <b
            >${{ done: words.stepDone, next: words.stepNext, later: words.stepLater }[state]}</b
          >
        </li>`;
      })}
    </ol>`;
}

function stateOf(isDone: boolean[], index: number): 'done' | 'next' | 'later' {
  if (isDone[index]) return 'done';
  return isDone.indexOf(false) === index ? 'next' : 'later';
}

/** The key that opens the panel, as this person's browser has it; '' when there is none. */
async function panelKey(): Promise<string> {
  const commands = await browser.commands.getAll().catch(() => []);
  return commands.find(({ name }) => name === 'open-panel')?.shortcut ?? '';
}
