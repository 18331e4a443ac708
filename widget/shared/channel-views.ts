import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Waypost } from '../../api-client/waypost.ts';
import {
  describedBy,
  framed,
  idOf,
  isWrong,
  shown,
  type FormParts,
  type SchemaView,
} from './schema-field.ts';
import { textOf } from './schema-scalars.ts';

/** So many routings are proposed. */
const PROPOSED = 200;

interface Proposed {
  name: string;
  reference: string;
}

/** What a channel's form shows in the place of a plain text: the routings that conversations can begin with. */
export function channelViews(client: Pick<Waypost, 'routings'>): Record<string, SchemaView> {
  let proposed: readonly Proposed[] | undefined;
  const ask = async (form: FormParts) => {
    proposed = [];
    const found = await client.routings.list({ limit: PROPOSED }).catch(() => undefined); // it can be typed without
    proposed = found?.items.filter(({ kind }) => kind === 'start') ?? [];
    form.requestUpdate();
  };
  return {
    routingReference: (field) => {
      const { form, path, value } = field;
      if (form.isReadOnly) return shown(field, textOf(value));
      if (!proposed) void ask(form);
      return framed(
        field,
        html`<input
            id=${idOf(path)}
            list="channel-routings"
            dir="ltr"
            maxlength="100"
            autocomplete="off"
            spellcheck="false"
            aria-invalid=${isWrong(field)}
            aria-describedby=${describedBy(field)}
            .value=${live(textOf(value))}
            @input=${(event: Event) =>
              form.change(path, (event.target as HTMLInputElement).value.trim() || null)}
          />
          <datalist id="channel-routings">
            ${proposed?.map(
              ({ name, reference }) => html`<option value=${reference}>${name}</option>`,
            )}
          </datalist>`,
      );
    },
  };
}
