import { msg } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import type { InteractionDetails } from '../../api-client/contract/interaction.ts';
import { notice } from './notices.ts';

export const valuesStyles = css`
  .values {
    grid-template-columns: fit-content(40%) minmax(0, 1fr);
  }
  section.row:first-child {
    border: 0;
  }
  h3 {
    font-size: var(--_small);
    color: var(--_quiet);
    margin-block-end: 4px;
  }
  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 5px;
  }
  .tags li {
    padding: 1px 8px;
    border: 1px solid var(--_line-strong);
    border-radius: 99px;
    font-size: var(--_small);
  }
`;

/** What a routing and people noted on an interaction: its variables, tags and participants. */
export function interactionValues(interaction: InteractionDetails): TemplateResult {
  const { variables, tags, participants } = interaction;
  const names = Object.keys(variables);
  if (names.length + tags.length + participants.length === 0)
    return notice(
      msg('No data so far'),
      msg('Values that the routing asks for or looks up, and tags, appear here.'),
    );
  return html`${names.map((name) => values(name, variables[name] ?? {}))}
  ${list(msg('Tags'), tags)}
  ${list(
    msg('Took part'),
    participants.map(({ name }) => name),
  )}`;
}

function values(name: string, fields: Record<string, string>): TemplateResult {
  return html`<section class="row">
    <h3><bdi>${name}</bdi></h3>
    <dl class="values">
      ${Object.entries(fields).map(
        ([field, value]) =>
          html`<dt class="quiet"><bdi>${field}</bdi></dt>
            <dd dir="auto">${value || '–'}</dd>`,
      )}
    </dl>
  </section>`;
}

function list(heading: string, entries: readonly string[]): TemplateResult | typeof nothing {
  if (entries.length === 0) return nothing;
  return html`<section class="row">
    <h3>${heading}</h3>
    <ul role="list" class="tags">
      ${entries.map((entry) => html`<li><bdi>${entry}</bdi></li>`)}
    </ul>
  </section>`;
}
