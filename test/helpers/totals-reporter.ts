import { relative } from 'node:path';
import type { Reporter, SerializedError, TestCase, TestModule, Vitest } from 'vitest/node';

/**
 * Prints `N passed, N failed, N skipped` as the run's last line, and by name what was skipped, unless by the choice of
 * who runs them, and what passed only when it was tried again, with what was wrong at first. A file that cannot be loaded, or a stray error, is a
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
      for (const each of cases.filter(isShaky))
        console.log(`tried again: ${each.fullName}${firstError(each)}`);
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

/** Where and why it failed at first, as far as its first lines tell. */
function firstError(test: TestCase): string {
  const [error] = test.result().errors ?? [];
  if (!error) return '';
  const [place] = error.stacks ?? [];
  const lines = error.message.split('\n').slice(0, 4);
  if (place) lines.push(`at ${relative(process.cwd(), place.file)}:${place.line}`);
  return lines.map((line) => `\n    ${line}`).join('');
}

function hasFailed(test: TestCase): boolean {
  return test.result().state === 'failed';
}
