// The last line of a run, for people and machines alike: "3 passed, 0 failed".
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';

export default class ClosingLine implements Reporter {
  readonly #outcomes = new Map<string, boolean>();

  onTestEnd(test: TestCase, result: TestResult): void {
    this.#outcomes.set(test.id, result.status === test.expectedStatus);
  }

  // A run that broke before its first test has failed once, not zero times.
  onEnd(result: FullResult): void {
    const outcomes = [...this.#outcomes.values()];
    const passed = outcomes.filter((held) => held).length;
    const broken = outcomes.length - passed;
    console.log(`${passed} passed, ${broken === 0 && result.status !== 'passed' ? 1 : broken} failed`);
  }
}
