import { msg } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { InteractionDetails, Variables } from '../../api-client/contract/interaction.ts';
import { factList, pills, section } from './fact-list.ts';
import { notice } from './notices.ts';

/** What a routing and people noted on an interaction, below its trail. */
export function interactionValues({ variables, tags }: InteractionDetails): TemplateResult {
  if (Object.keys(variables).length + tags.length === 0)
    return notice(
      msg('No data so far'),
      msg('Values that the routing asks for or looks up, and tags, appear here.'),
    );
  return html`${valueSections(variables)}${section(msg('Tags'), pills(tags))}`;
}

/** The values of each variable, by field. */
export function valueSections(variables: Variables): (TemplateResult | typeof nothing)[] {
  return Object.entries(variables).map(([name, fields]) =>
    section(
      name,
      factList(
        Object.entries(fields).map(([field, value]) => [
          field,
          html`<span dir="auto">${value || '–'}</span>`,
        ]),
      ),
    ),
  );
}
