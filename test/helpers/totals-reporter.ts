import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';

/** Prints `N passed, N failed, N skipped` as the run's last line. A file that cannot be loaded, or a stray error, is a failure. */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const totals = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      const cases = [...module.children.allTests()];
      for (const each of cases) totals[outcome(each)]++;
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

function hasFailed(test: TestCase): boolean {
  return test.result().state === 'failed';
}
