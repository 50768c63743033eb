// The last lines of a run, for people and machines alike: what held only at the second try, and "3 passed, 0 failed".
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';

export default class ClosingLine implements Reporter {
  readonly #outcomes = new Map<string, boolean>();
  readonly #second: string[] = [];

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.retry > 0 && result.status === test.expectedStatus) this.#second.push(test.title);
    this.#outcomes.set(test.id, result.status === test.expectedStatus);
  }

  // A run that broke before its first test has failed once, not zero times.
  onEnd(result: FullResult): void {
    const outcomes = [...this.#outcomes.values()];
    const passed = outcomes.filter((held) => held).length;
    const broken = outcomes.length - passed;
    for (const title of this.#second) console.log(`held only at the second try: ${title}`);
    console.log(`${passed} passed, ${broken === 0 && result.status !== 'passed' ? 1 : broken} failed`);
  }
}
