import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** Firefox, as far as the button needs it: no side panel, but a sidebar. */
const clicks = new Set<() => void>();
const toggle = vi.fn(() => Promise.resolve());
const nothing = () => Promise.resolve();
vi.stubGlobal('chrome', {
  ...fakeBrowser,
  sidePanel: undefined,
  sidebarAction: { toggle },
  action: {
    setPopup: nothing,
    setBadgeText: nothing,
    onClicked: {
      addListener: (listener: () => void) => clicks.add(listener),
      removeListener: (listener: () => void) => clicks.delete(listener),
    },
  },
});
const { toolbarButton } = await import('../../extension/features/toolbar-button.ts');

beforeEach(() => clicks.clear());

test('in Firefox a click in the toolbar opens the sidebar, until the feature ends', () => {
  const running = new AbortController();
  toolbarButton.init(running.signal);

  clicks.forEach((click) => click());
  expect(toggle).toHaveBeenCalledOnce();
  running.abort();

  expect(clicks.size).toBe(0);
});
