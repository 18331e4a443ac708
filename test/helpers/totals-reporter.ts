import type { Reporter, SerializedError, TestCase, TestModule, Vitest } from 'vitest/node';

/**
 * Prints `N passed, N failed, N skipped` as the run's last line, and by name what was skipped, unless by the choice of
 * who runs them, and what passed only when it was tried again. A file that cannot be loaded, or a stray error, is a
 * failure.
 */
export default class TotalsReporter implements Reporter {
  #isChosen = false;

  onInit(vitest: Vitest): void {
    this.#isChosen = vitest.config.testNamePattern !== undefined;
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const totals = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      const cases = [...module.children.allTests()];
      for (const each of cases) totals[outcome(each)]++;
      const skipped = cases.filter((each) => outcome(each) === 'skipped');
      if (!this.#isChosen)
        for (const { fullName } of skipped) console.log(`skipped: ${fullName}`);
      for (const each of cases.filter(isShaky)) console.log(`tried again: ${each.fullName}`);
      const failedOutside = module.state() === 'failed' && !cases.some(hasFailed);
      if (failedOutside) totals.failed++;
    }
    const line = `${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`;
    process.once('exit', () => console.log(line)); // After whatever the others still have to say.
  }
}

function outcome(test: TestCase): 'passed' | 'failed' | 'skipped' {
  const { state } = test.result();
  return state === 'pending' ? 'skipped' : state;
}

function isShaky(test: TestCase): boolean {
  return (test.diagnostic()?.retryCount ?? 0) > 0 && !hasFailed(test);
}

function hasFailed(test: TestCase): boolean {
  return test.result().state === 'failed';
}
