import { beforeEach, expect, test, vi } from 'vitest';

/** Firefox, as far as the button needs it: no side panel, but a sidebar. */
const clicks = new Set<() => void>();
const toggle = vi.fn(() => Promise.resolve());
const browser = {
  sidebarAction: { toggle },
  action: {
    onClicked: {
      addListener: (listener: () => void) => clicks.add(listener),
      removeListener: (listener: () => void) => clicks.delete(listener),
    },
  },
};
vi.stubGlobal('chrome', browser);
const { openSidePanel } = await import('../../extension/features/open-side-panel.ts');

beforeEach(() => clicks.clear());

test('in Firefox a click in the toolbar opens the sidebar, until the feature ends', () => {
  const running = new AbortController();
  openSidePanel.init(running.signal);

  clicks.forEach((click) => click());
  expect(toggle).toHaveBeenCalledOnce();
  running.abort();

  expect(clicks.size).toBe(0);
});
