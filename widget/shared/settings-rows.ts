import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Right } from '../../api-client/contract/rights.ts';
import { numberWords } from './count-words.ts';
import type { SettingsList } from './settings-list.ts';
import type { SettingsTask } from './settings-form.ts';

/** What every list of the settings has of each of its rows. */
export interface SettingsItem {
  id: string;
  name: string;
  reference: string;
  revision: number;
  updatedAt: string;
  updatedBy: string | null;
}

/** A column besides the name; it can be sorted by when it says by what. */
export interface SettingsColumn<Item, Sort extends string> {
  heading: string;
  sort?: Sort;
  cell(item: Item): TemplateResult;
  /** Whether there is nothing to show: a narrow place leaves it out. */
  isEmpty?(item: Item): boolean;
}

/** What the rows of the settings show, and what is done from them. */
export interface SettingsRows<Item extends SettingsItem, Sort extends string> {
  label: string;
  countWords(count: number): string;
  columns: readonly SettingsColumn<Item, Sort>[];
  items: readonly Item[];
  list: SettingsList<Item, Sort>;
  sort: Sort;
  /** The ids of those that are selected; undefined where they are deleted one by one. */
  chosen: ReadonlySet<string> | undefined;
  may(right: Right): boolean;
  sortBy(sort: Sort): void;
  choose(ids: ReadonlySet<string>): void;
  open(task: SettingsTask<Item>): void;
  delete(item: Item): void;
  loadMore(): void;
}

export function settingsRows<Item extends SettingsItem, Sort extends string>(
  rows: SettingsRows<Item, Sort>,
): TemplateResult {
  const { items, list, chosen } = rows;
  const isWhole = !list.hasMore;
  return html`<table
      class="${list.isLoading ? 'busy' : ''} ${chosen ? '' : 'unpicked'}"
      aria-label=${rows.label}
      aria-busy=${list.isLoading}
    >
      <thead>
        <tr>
          ${chosen ? pickAll(rows, chosen) : nothing}
          ${sortHeading({ heading: msg('Name'), sort: 'name' as Sort }, rows)}
          ${rows.columns.map((column) => sortHeading(column, rows))}
          <th scope="col" class="doings"><span class="unseen">${msg('Actions')}</span></th>
        </tr>
      </thead>
      <tbody>
        ${items.map((item) => row(item, rows))}
      </tbody>
    </table>
    <div class="foot">
      <span role="status"
        >${
          isWhole
            ? rows.countWords(items.length)
            : msg(str`${numberWords(items.length)} loaded, more to come`)
        }</span
      >
      ${
        isWhole
          ? nothing
          : html`<button class="line" aria-disabled=${list.isLoading} @click=${rows.loadMore}>
              ${list.isLoading ? msg('Loading more…') : msg('Load more')}
            </button>`
      }
    </div>`;
}

function sortHeading<Item extends SettingsItem, Sort extends string>(
  { heading, sort: column }: { heading: string; sort?: Sort },
  { sort, sortBy }: SettingsRows<Item, Sort>,
): TemplateResult {
  if (column === undefined) return html`<th scope="col">${heading}</th>`;
  const down = `-${column}` as Sort; // every sort goes both ways
  const sorted = sort === column ? 'ascending' : sort === down ? 'descending' : nothing;
  return html`<th scope="col" aria-sort=${sorted}>
    <button class="sort" @click=${() => sortBy(sort === column ? down : column)}>
      ${heading}
    </button>
  </th>`;
}

function pickAll<Item extends SettingsItem, Sort extends string>(
  { items, choose }: SettingsRows<Item, Sort>,
  chosen: ReadonlySet<string>,
): TemplateResult {
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

function row<Item extends SettingsItem, Sort extends string>(
  item: Item,
  rows: SettingsRows<Item, Sort>,
): TemplateResult {
  const { name } = item;
  const { may, open, chosen } = rows;
  return html`<tr>
    ${chosen ? pick(item, rows, chosen) : nothing}
    <th scope="row">
      <button
        class="bare link"
        @click=${() => open({ is: may('modify') ? 'edit' : 'read', of: item })}
      >
        <bdi>${name}</bdi>
      </button>
    </th>
    ${rows.columns.map(
      (column) =>
        html`<td class=${column.isEmpty?.(item) ? 'none' : ''}>${column.cell(item)}</td>`,
    )}
    <td class="doings">
      ${may('modify') ? doing(msg('Edit'), name, () => open({ is: 'edit', of: item })) : nothing}${
        may('create')
          ? doing(msg('Duplicate'), name, () => open({ is: 'copy', of: item }))
          : nothing
      }${may('delete') ? doing(msg('Delete'), name, () => rows.delete(item)) : nothing}
    </td>
  </tr>`;
}

function pick<Item extends SettingsItem, Sort extends string>(
  { id, name }: Item,
  { choose }: SettingsRows<Item, Sort>,
  chosen: ReadonlySet<string>,
): TemplateResult {
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
