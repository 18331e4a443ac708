import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Language } from '../../api-client/contract/user.ts';
import { readForm } from '../customer-pages/form.ts';
import type { Markup } from '../customer-pages/page.ts';
import type { Services } from '../services.ts';
import { languageFor, sendSignInPage, sendSignInSentence } from '../sign-in/page.ts';
import { makeFirstOrganisation } from './make-organisation.ts';
import { hasOrganisation, setUpCode } from './set-up-code.ts';
import {
  currencies,
  regions,
  SetUp,
  setUpFields,
  suggestedSetUp,
  timeZones,
  type SetUpField,
} from './set-up-form.ts';
import { setUpWords } from './set-up-words.ts';

/** What was entered, and which of it cannot be taken. */
interface Entered {
  values: Partial<Record<SetUpField, string>>;
  faults: readonly SetUpField[];
}

/** The page on which an empty server gets its first organisation, for whoever has the address from its terminal. */
export async function showSetUp(context: Context, services: Services): Promise<Response> {
  return (await refused(context, services)) ?? sendForm(context, suggested(context));
}

/** Makes the organisation, or says of each field what is wrong with it. */
export async function takeSetUp(context: Context, services: Services): Promise<Response> {
  const no = await refused(context, services);
  if (no) return no;
  const sent = await readForm(context.req.raw);
  const read = SetUp.safeParse(sent);
  if (!read.success) {
    const faults = setUpFields.filter((field) =>
      read.error.issues.some(({ path }) => path[0] === field),
    );
    return sendForm(context, { values: sent, faults });
  }
  // Made by somebody else meanwhile: the Maker asks who one is, and knows only them.
  await makeFirstOrganisation(services, read.data);
  return context.redirect(`../maker?lang=${read.data.language}`, 303);
}

/** A server that has its organisation is set up no more, and no other server by whoever does not run it. */
async function refused(context: Context, { db }: Services): Promise<Response | undefined> {
  const language = languageFor(context);
  const words = setUpWords[language];
  if (await hasOrganisation(db))
    return sendSignInSentence(context, {
      language,
      title: words.thereTitle,
      sentence: words.there,
      way: { label: words.toMaker, address: '../maker' },
    });
  if (context.req.query('code') === (await setUpCode(db))) return undefined;
  const { noCodeTitle: title, noCode: sentence } = words;
  return sendSignInSentence(context, { language, title, sentence, status: 403 });
}

function suggested(context: Context): Entered {
  const asked = context.req.header('accept-language');
  return { values: suggestedSetUp(languageFor(context), asked), faults: [] };
}

function sendForm(context: Context, entered: Entered): Promise<Response> {
  const language = languageFor(context);
  const words = setUpWords[language];
  const field = fieldsOf(language, entered);
  const query = new URLSearchParams({
    code: context.req.query('code') ?? '',
    ui_locales: language,
  });
  const body = html`<p class="quiet">${words.lead}</p>
    ${entered.faults.length ? html`<p class="bad" role="alert">${words.wrong}</p>` : ''}
    <form method="post" action="set-up?${query}">
      <fieldset>
        <legend>${words.organisationPart}</legend>
        ${field.input('organisation', html`autocomplete="organization"`)}
        ${field.select('language', ['en', 'fr'], 'language')}
        ${field.select('region', regions, 'region')}
        ${field.select('timeZone', timeZones, null)}
        ${field.select('currency', currencies, 'currency')}
      </fieldset>
      <fieldset>
        <legend>${words.administratorPart}</legend>
        ${field.input('name', html`autocomplete="name"`)}
        ${field.input('email', html`type="email" autocomplete="email"`)}
        ${field.input(
          'username',
          html`autocomplete="username" autocapitalize="none" spellcheck="false"`,
        )}
        ${field.input('password', html`type="password" autocomplete="new-password"`)}
      </fieldset>
      <button>${words.send}</button>
    </form>`;
  const status = entered.faults.length ? 422 : 200;
  return sendSignInPage(context, { language, title: words.title, body, status });
}

/** The first field that is wrong has the focus; a password is never sent back. */
function fieldsOf(language: Language, { values, faults }: Entered) {
  const words = setUpWords[language];
  const first = faults[0] ?? 'organisation';
  const around = (field: SetUpField, control: Markup) => {
    const hint = faults.includes(field) ? words.faults[field] : words.hints[field];
    return html`<label for="${field}">${words.labels[field]}</label> ${control}
      ${
        hint
          ? html`<p id="${field}-hint" class="hint ${faults.includes(field) ? 'bad' : 'quiet'}">
              ${hint}
            </p>`
          : ''
      }`;
  };
  const traits = (field: SetUpField) => html`
    id="${field}" name="${field}" required
    ${faults.includes(field) ? html`aria-invalid="true"` : ''}
    ${faults.includes(field) || words.hints[field] ? html`aria-describedby="${field}-hint"` : ''}
    ${field === first ? html`autofocus` : ''}
  `;
  return {
    input: (field: SetUpField, more: Markup) => {
      const value = field === 'password' ? '' : (values[field] ?? '');
      return around(
        field,
        html`<input ${traits(field)} ${more} maxlength="254" value="${value}" />`,
      );
    },
    select: (
      field: SetUpField,
      codes: readonly string[],
      named: Intl.DisplayNamesType | null,
    ) => {
      const options = namedOptions(codes, named, language);
      return around(
        field,
        html`<select ${traits(field)}>
          ${options.map(
            ({ code, name }) =>
              html`<option value="${code}" ${code === values[field] ? html`selected` : ''}>
                ${name}
              </option>`,
          )}
        </select>`,
      );
    },
  };
}

/** Codes under the names that the reader's language has for them, in its order. */
function namedOptions(
  codes: readonly string[],
  type: Intl.DisplayNamesType | null,
  language: Language,
): { code: string; name: string }[] {
  if (!type) return codes.map((code) => ({ code, name: code.replaceAll('_', ' ') }));
  const names = new Intl.DisplayNames([language], { type });
  const { compare } = new Intl.Collator(language);
  return codes
    .map((code) => ({ code, name: nameWithCode(names.of(code) ?? code, code, type) }))
    .sort((one, other) => compare(one.name, other.name));
}

function nameWithCode(name: string, code: string, type: Intl.DisplayNamesType): string {
  return type === 'currency' ? `${name} (${code})` : name;
}
