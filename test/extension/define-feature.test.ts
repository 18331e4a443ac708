import { afterEach, expect, test, vi } from 'vitest';
import { defineFeature, runFeatures } from '../../extension/define-feature.ts';

afterEach(() => vi.unstubAllGlobals());

test('features end with the signal of their place', () => {
  let given: AbortSignal | undefined;
  const feature = defineFeature({
    id: 'panel',
    runsIn: 'sidepanel',
    init: (signal) => void (given = signal),
  });

  const running = runFeatures('sidepanel', [feature]);
  expect(given?.aborted).toBe(false);
  running.abort();

  expect(given?.aborted).toBe(true);
});

test('a feature that fails is reported, and the others start', () => {
  const report = vi.fn();
  const start = vi.fn();
  vi.stubGlobal('reportError', report);
  const fail = () => {
    throw new Error('no storage');
  };

  runFeatures('options', [
    { id: 'sign-in', runsIn: 'options', init: fail },
    { id: 'choose-server', runsIn: 'options', init: start },
  ]);

  expect(start).toHaveBeenCalledOnce();
  expect(report.mock.lastCall?.[0]).toMatchObject({
    message: 'The feature ‘sign-in’ did not start in options.',
  });
});
