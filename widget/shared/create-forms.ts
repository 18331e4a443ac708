import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type {
  Done,
  InteractionSettings,
} from '../../api-client/contract/interaction-settings.ts';
import {
  choiceField,
  formField,
  labelled,
  missing,
  requiredNames,
  valuesOf,
  type Wrong,
} from './form-field.ts';
import type { Reader } from './reader.ts';

/** What a dialog asks for, and what becomes of it. Without `submit` the dialog is done by choosing something in it. */
export interface Form {
  submitWords: string | undefined;
  fields(wrong: Wrong): TemplateResult;
  check?(given: FormData): Map<string, string>;
  submit?(given: FormData, reader: Reader, key: string): Promise<Done>;
}

/** A new card: of which CRM, of which kind, and its fields. */
export function cardCreateForm(settings: InteractionSettings, changed: () => void): Form {
  const crms = settings.crms.filter(({ objects }) =>
    objects.some(({ canCreate }) => canCreate),
  );
  let crmId = crms[0]?.id ?? '';
  let object = '';
  const objects = () =>
    (crms.find(({ id }) => id === crmId)?.objects ?? []).filter(({ canCreate }) => canCreate);
  const chosen = () => objects().find((one) => one.object === object) ?? objects()[0];
  return {
    submitWords: msg('Create and assign'),
    fields: (wrong) =>
      html`${choiceField(
        msg('CRM'),
        'crmId',
        crms.map(({ id, name }) => ({ value: id, words: name })),
        crmId,
        (value) => {
          crmId = value;
          changed();
        },
      )}
      ${choiceField(
        msg('Kind'),
        'object',
        objects().map((one) => ({ value: one.object, words: one.title })),
        chosen()?.object ?? '',
        (value) => {
          object = value;
          changed();
        },
      )}
      ${(chosen()?.fields ?? []).map((field) => formField(field, wrong))}`,
    check: (given) => missing(given, requiredNames(chosen()?.fields ?? [])),
    submit: (given, { records, data }, key) =>
      records.api!.createCard(records.id, {
        crmId,
        object: chosen()?.object ?? null,
        values: valuesOf(given, chosen()?.fields ?? []),
        instead: data.interaction.card?.id ?? null,
        key,
      }),
  };
}

/** A new case: of which type, its title and its fields. */
export function caseCreateForm({ caseTypes }: InteractionSettings, changed: () => void): Form {
  let typeId = caseTypes[0]?.id ?? '';
  const fields = () => caseTypes.find(({ id }) => id === typeId)?.fields ?? [];
  return {
    submitWords: msg('Create and assign'),
    fields: (wrong) =>
      html`${choiceField(
        msg('Type'),
        'typeId',
        caseTypes.map(({ id, name }) => ({ value: id, words: name })),
        typeId,
        (value) => {
          typeId = value;
          changed();
        },
      )}
      ${labelled(
        msg('Title'),
        'title',
        html`<input
          name="title"
          maxlength="500"
          dir="auto"
          autocomplete="off"
          aria-required="true"
          aria-invalid=${wrong.has('title')}
        />`,
        wrong,
        true,
      )}
      ${fields().map((field) => formField(field, wrong))}`,
    check: (given) => missing(given, ['title', ...requiredNames(fields())]),
    submit: (given, { records, data }, key) =>
      records.api!.createCase(records.id, {
        typeId,
        title: String(given.get('title')),
        values: valuesOf(given, fields()),
        instead: data.interaction.case?.id ?? null,
        key,
      }),
  };
}
