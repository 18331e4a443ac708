import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Checkpoint } from '../../api-client/contract/checkpoint.ts';
import type { Right } from '../../api-client/contract/rights.ts';
import type { CheckpointTask } from './checkpoint-form.ts';
import type { CheckpointList, CheckpointSort } from './checkpoint-list.ts';
import { numberWords } from './count-words.ts';

/** What the rows of the settings show, and what is done from them. */
export interface CheckpointRows {
  items: readonly Checkpoint[];
  list: CheckpointList;
  sort: CheckpointSort;
  /** The ids of those that are selected. */
  chosen: ReadonlySet<string>;
  may(right: Right): boolean;
  sortBy(sort: CheckpointSort): void;
  choose(ids: ReadonlySet<string>): void;
  open(task: CheckpointTask): void;
  delete(checkpoint: Checkpoint): void;
  loadMore(): void;
}

const columns: [column: 'name' | 'reference' | 'alias', heading: () => string][] = [
  ['name', () => msg('Name')],
  ['reference', () => msg('Reference')],
  ['alias', () => msg('Alias')],
];

export function checkpointRows(rows: CheckpointRows): TemplateResult {
  const { items, list, may } = rows;
  const isWhole = !list.hasMore;
  const count = numberWords(items.length);
  const one = items.length === 1 ? msg('1 checkpoint') : msg(str`${count} checkpoints`);
  return html`<table
      class="${list.isLoading ? 'busy' : ''} ${may('delete') ? '' : 'unpicked'}"
      aria-label=${msg('Checkpoints')}
      aria-busy=${list.isLoading}
    >
      <thead>
        <tr>
          ${may('delete') ? pickAll(rows) : nothing}
          ${columns.map(([column, heading]) => sortHeading(column, heading(), rows))}
          <th scope="col" class="doings"><span class="unseen">${msg('Actions')}</span></th>
        </tr>
      </thead>
      <tbody>
        ${items.map((checkpoint) => row(checkpoint, rows))}
      </tbody>
    </table>
    <div class="foot">
      <span role="status">${isWhole ? one : msg(str`${count} loaded, more to come`)}</span>
      ${
        isWhole
          ? nothing
          : html`<button class="line" aria-disabled=${list.isLoading} @click=${rows.loadMore}>
              ${list.isLoading ? msg('Loading more…') : msg('Load more')}
            </button>`
      }
    </div>`;
}

function sortHeading(
  column: 'name' | 'reference' | 'alias',
  heading: string,
  { sort, sortBy }: CheckpointRows,
): TemplateResult {
  const sorted = sort === column ? 'ascending' : sort === `-${column}` ? 'descending' : nothing;
  return html`<th scope="col" aria-sort=${sorted}>
    <button class="sort" @click=${() => sortBy(sort === column ? `-${column}` : column)}>
      ${heading}
    </button>
  </th>`;
}

function pickAll({ items, chosen, choose }: CheckpointRows): TemplateResult {
  const isAll = items.every(({ id }) => chosen.has(id));
  return html`<th scope="col" class="pick">
    <input
      type="checkbox"
      aria-label=${msg('Select all that are loaded')}
      .checked=${isAll}
      .indeterminate=${!isAll && chosen.size > 0}
      @change=${() => choose(new Set(isAll ? [] : items.map(({ id }) => id)))}
    />
  </th>`;
}

function row(checkpoint: Checkpoint, rows: CheckpointRows): TemplateResult {
  const { name, reference, alias } = checkpoint;
  const { may, open } = rows;
  return html`<tr>
    ${may('delete') ? pick(checkpoint, rows) : nothing}
    <th scope="row">
      <button
        class="bare link"
        @click=${() => open({ is: may('modify') ? 'edit' : 'read', of: checkpoint })}
      >
        <bdi>${name}</bdi>
      </button>
    </th>
    <td><bdi class="reference">${reference}</bdi></td>
    <td class=${alias ? '' : 'none'}>
      ${alias ? html`<span class="chip"><bdi>${alias}</bdi></span>` : html`<span class="quiet">–</span>`}
    </td>
    <td class="doings">
      ${may('modify') ? doing(msg('Edit'), name, () => open({ is: 'edit', of: checkpoint })) : nothing}${
        may('create')
          ? doing(msg('Duplicate'), name, () => open({ is: 'copy', of: checkpoint }))
          : nothing
      }${may('delete') ? doing(msg('Delete'), name, () => rows.delete(checkpoint)) : nothing}
    </td>
  </tr>`;
}

function pick({ id, name }: Checkpoint, { chosen, choose }: CheckpointRows): TemplateResult {
  const toggle = () => {
    const ids = new Set(chosen);
    if (!ids.delete(id)) ids.add(id);
    choose(ids);
  };
  return html`<td class="pick">
    <input
      type="checkbox"
      aria-label=${msg(str`Select “${name}”`)}
      .checked=${chosen.has(id)}
      @change=${toggle}
    />
  </td>`;
}

function doing(words: string, name: string, act: () => void): TemplateResult {
  return html`<button class="bare link" aria-label="${words}: ${name}" @click=${act}>
    ${words}
  </button>`;
}
