import { css, html, nothing, type TemplateResult } from 'lit';

export const factStyles = css`
  .list {
    grid-template-columns: fit-content(42%) minmax(0, 1fr);
    align-items: baseline;
  }
  section.row > h3 {
    font-size: var(--_small);
    color: var(--_quiet);
    margin-block-end: 4px;
  }
  [role='tabpanel'] > section.row:first-child {
    border: 0;
  }
  .list dd a {
    text-decoration: underline;
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

/** A heading and what is said under it; nothing for a fact that is not known. */
export type Fact = readonly [heading: unknown, words: unknown];

/** Facts as a list of headings and words; what is empty is left out, and a list of nothing too. */
export function factList(facts: readonly Fact[]): TemplateResult | typeof nothing {
  const known = facts.filter(([, words]) => words !== '' && words != null && words !== nothing);
  if (known.length === 0) return nothing;
  return html`<dl class="list">
    ${known.map(
      ([heading, words]) =>
        html`<dt class="quiet"><bdi>${heading}</bdi></dt>
          <dd>${typeof words === 'string' ? html`<bdi>${words}</bdi>` : words}</dd>`,
    )}
  </dl>`;
}

/** A part of a tab under a heading; nothing when there is nothing in it. */
export function section(
  heading: string,
  content: TemplateResult | typeof nothing,
): TemplateResult | typeof nothing {
  if (content === nothing) return nothing;
  return html`<section class="row">
    <h3><bdi>${heading}</bdi></h3>
    ${content}
  </section>`;
}

/** Short words in a row, each in a pill. */
export function pills(words: readonly string[]): TemplateResult | typeof nothing {
  if (words.length === 0) return nothing;
  return html`<ul role="list" class="tags">
    ${words.map((word) => html`<li><bdi>${word}</bdi></li>`)}
  </ul>`;
}
