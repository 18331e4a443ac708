import { userEvent } from 'vitest/browser';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import type { HistoryData } from '../../api-client/waypost.ts';
import type { WaypostHistory } from '../../widget/history.ts';
import '../../widget/history.ts';
import { all, resetPage, settled, show } from './page.ts';
import { interaction, NOW, ZONE } from './samples.ts';
import { ScriptedClient } from './scripted-client.ts';

/** A page with one history, whose client a test speaks for. */
export let client: ScriptedClient;

export async function freshHistoryPage(): Promise<void> {
  resetPage();
  client = new ScriptedClient();
  await userEvent.unhover(document.body);
}

/** Interactions of today, the newest first: `n-0`, `n-1` and so on. */
export const rows = (count: number, from = 0): Interaction[] =>
  Array.from({ length: count }, (_, index) =>
    interaction({
      id: `n-${from + index}`,
      contact: { name: `Customer ${from + index}`, phone: '+33612345678', email: null },
      startedAt: new Date(NOW - (from + index + 1) * 60_000).toISOString(),
      checkpoints: [],
    }),
  );

export const data = (items: Interaction[], more: Partial<HistoryData> = {}): HistoryData => ({
  items,
  complete: true,
  total: { count: items.length, isExact: true },
  kept: undefined,
  ...more,
});

export const tell = async (
  items: Interaction[],
  more: Partial<HistoryData> = {},
): Promise<void> => {
  client.list.tell({ status: 'live', data: data(items, more) });
  await settled();
};

/** In a place that is as high as a panel. */
export async function shown(
  properties: Partial<WaypostHistory> = {},
  width = 1300,
): Promise<WaypostHistory> {
  const element = await show(
    'waypost-history',
    { client: client.asWaypost, timeZone: ZONE, ...properties },
    width,
  );
  (element.parentElement as HTMLElement).style.height = '480px';
  await settled();
  return element;
}

export const contacts = (): string[] =>
  all('row').flatMap((row) => row.querySelector('.who')?.textContent?.trim() ?? []);
export const query = () => client.queries.at(-1);
export const scroller = (): HTMLElement => {
  const table = document
    .querySelector('waypost-history')
    ?.shadowRoot?.querySelector('waypost-history-table');
  return table?.shadowRoot?.querySelector('.scroller') as HTMLElement;
};
export const search = (): HTMLInputElement =>
  document.querySelector('waypost-history')?.shadowRoot?.querySelector('.search') as never;
