import { expect, it, vi } from 'vitest';
import '../../widget/history-table.ts';
import { browserZone, shortMoment } from '../../widget/shared/time.ts';

it('has made the first formats of the language before there is a row to show', async () => {
  const made = vi.spyOn(Intl, 'DateTimeFormat');
  document.body.append(document.createElement('waypost-history-table'));
  await expect.poll(() => made.mock.calls.length).toBeGreaterThan(2);
  made.mockClear();
  shortMoment(Date.now() - 1_000, browserZone(), Date.now());
  expect(made.mock.calls).toEqual([]);
});
