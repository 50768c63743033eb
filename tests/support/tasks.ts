// How long a page keeps its one thread to itself, by the browser's own trace. What counts is the processor's time of each
// task: what a busy machine takes away from all of them says nothing about the page.
import type { CDPSession, Page } from '@playwright/test';

interface Traced {
  name: string;
  pid: number;
  tid: number;
  ts: number;
  tdur?: number;
}

const BEGAN = 'yingchun began';
const CATEGORIES = ['disabled-by-default-devtools.timeline', 'blink.user_timing'];

export class Tasks {
  readonly #devtools: CDPSession;
  readonly #traced: Traced[] = [];

  private constructor(devtools: CDPSession) {
    this.#devtools = devtools;
    devtools.on('Tracing.dataCollected', ({ value }) => {
      this.#traced.push(...(value as unknown as Traced[]).filter(({ name }) => name === 'RunTask' || name === BEGAN));
    });
  }

  // Before the page is opened. Whoever looks at it while this runs makes tasks of its own: wait for what the wire hears.
  static async watched(page: Page): Promise<Tasks> {
    await page.addInitScript((began) => {
      let booting = false;
      new MutationObserver((_, watching) => {
        const there = document.querySelector('.boot') !== null;
        if (booting && !there) { performance.mark(began); watching.disconnect(); }
        booting = there;
      }).observe(document, { childList: true, subtree: true });
    }, BEGAN);
    const devtools = await page.context().newCDPSession(page);
    const tasks = new Tasks(devtools);
    await devtools.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { recordMode: 'recordAsMuchAsPossible', includedCategories: CATEGORIES } });
    return tasks;
  }

  // The page's tasks since its app began, in milliseconds of the processor, the longest first.
  async ended(): Promise<number[]> {
    const complete = new Promise<void>((resolve) => { this.#devtools.once('Tracing.tracingComplete', () => resolve()); });
    await this.#devtools.send('Tracing.end');
    await complete;
    await this.#devtools.detach();
    const began = this.#traced.find(({ name }) => name === BEGAN);
    if (!began) throw new Error('the app never began');
    const own = this.#traced.filter(({ name, pid, tid, ts }) => name === 'RunTask' && pid === began.pid && tid === began.tid && ts > began.ts);
    return own.map(({ tdur = 0 }) => tdur / 1000).toSorted((one, other) => other - one);
  }
}
