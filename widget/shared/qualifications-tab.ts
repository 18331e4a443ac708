import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { QualificationRecord } from '../../api-client/contract/interaction-records.ts';
import { moment } from './interaction-facts.ts';
import { notice } from './notices.ts';
import { randomUuid } from './random-uuid.ts';
import type { Reader } from './reader.ts';
import { reasonWords } from './reason-words.ts';
import { recordTab } from './record-tabs.ts';

export const qualificationStyles = css`
  form.qualify {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: end;
  }
  form.qualify label {
    flex: 1 1 160px;
  }
  .record .end {
    margin-inline-start: auto;
  }
`;

/** What the interaction was about, as advisors say; whoever may, says it here. */
export const qualificationsTab = (reader: Reader): unknown =>
  recordTab(
    reader,
    ({ qualifications }) =>
      html`${
        qualifications.length === 0
          ? notice(
              msg('No qualification so far'),
              msg('What advisors say that the interaction was about shows here.'),
            )
          : repeat(
              qualifications,
              ({ id }) => id,
              (one) => qualificationContent(one, reader),
            )
      }${qualifyForm(reader)}`,
  );

function qualificationContent(one: QualificationRecord, reader: Reader): TemplateResult {
  const { name, comment, by, at, isOwn } = one;
  return html`<section class="row">
    <div class="record">
      <h3><bdi>${name}</bdi></h3>
      <span class="quiet"><bdi>${by.name}</bdi> · ${moment(at, reader)}</span>
      ${
        isOwn
          ? html`<button
              class="bare link end"
              aria-label=${msg(str`Take back the qualification “${name}”`)}
              @click=${() => takeBack(one, reader)}
            >
              ${msg('Take back')}
            </button>`
          : nothing
      }
    </div>
    ${comment ? html`<p dir="auto">${comment}</p>` : nothing}
  </section>`;
}

async function takeBack(one: QualificationRecord, { records, doings }: Reader): Promise<void> {
  const { api, id } = records;
  if (!api) return;
  await doings.act(async () => {
    await api.removeQualification(id, one.id);
    doings.tell({ words: msg(str`Qualification “${one.name}” taken back.`) });
  });
}

function qualifyForm(reader: Reader): TemplateResult | typeof nothing {
  const settings = reader.records.settings.value;
  if (!settings) return nothing;
  const reason = settings.actions.find(({ action }) => action === 'qualify')?.reason;
  if (reason) return html`<p class="row quiet small">${reasonWords(reason)}</p>`;
  return html`<form
    class="row qualify fields"
    @submit=${(event: Event) => qualify(event, reader)}
    @input=${forgetKey}
  >
    <label>
      ${msg('Qualification')}
      <select name="qualification" required>
        <option value="">${msg('Choose one')}</option>
        ${settings.qualifications.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
      </select>
    </label>
    <label>
      ${msg('Comment')}
      <input name="comment" maxlength="1000" dir="auto" autocomplete="off" />
    </label>
    <button class="main" aria-disabled=${reader.doings.isBusy}>${msg('Add')}</button>
  </form>`;
}

/** What was changed is another call. */
const forgetKey = (event: Event): void => {
  delete (event.currentTarget as HTMLFormElement).dataset.key;
};

/** What was written stays in the form when it fails. */
async function qualify(event: Event, { records, doings }: Reader): Promise<void> {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  const given = new FormData(form);
  const qualificationId = String(given.get('qualification'));
  const comment = String(given.get('comment'));
  const { api, id, settings } = records;
  const chosen = settings.value?.qualifications.find((one) => one.id === qualificationId);
  if (!api || !chosen) return;
  if (chosen.commentRequired && comment.trim() === '') {
    doings.tell({ words: msg(str`“${chosen.name}” wants a comment.`) });
    form.querySelector('input')?.focus();
    return;
  }
  const key = (form.dataset.key ??= randomUuid());
  await doings.act(async () => {
    const { name } = await api.qualify(id, { qualificationId, comment, key });
    form.reset();
    delete form.dataset.key;
    doings.tell({ words: msg(str`Qualified: ${name}.`) });
  });
}
