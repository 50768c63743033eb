// One load of a page by a slow phone on a thin line, with an empty cache: what came over the wire, and when it could be used.
import type { Browser, CDPSession, Page } from '@playwright/test';
import { PHONE } from '../support/phone.ts';

export const CPU = 4;
export const LINE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
// Nothing keeps the page busy any more.
const QUIET_MS = 2_000;

export interface Times {
  paint_ms: number;
  usable_ms: number;
  // What long tasks took beyond 50 ms each, after the first paint.
  blocked_ms: number;
}

export interface Load extends Times {
  bytes: number;
  // Of each answer, heads included, the page itself first.
  answers: number[];
}

// Counts each answer's bytes as they came: one that never ends, as of a stream, counts too.
class Meter {
  readonly #answers = new Map<string, number>();

  static async on(session: CDPSession): Promise<Meter> {
    const meter = new Meter();
    const add = (request: string, bytes: number) => meter.#answers.set(request, (meter.#answers.get(request) ?? 0) + bytes);
    session.on('Network.responseReceived', (it) => add(it.requestId, it.response.encodedDataLength));
    session.on('Network.dataReceived', (it) => add(it.requestId, it.encodedDataLength));
    session.on('Network.loadingFinished', (it) => meter.#answers.set(it.requestId, it.encodedDataLength));
    await session.send('Network.enable');
    return meter;
  }

  get answers(): number[] {
    return [...this.#answers.values()];
  }
}

// What `usable` finds on the page means that the page can be used.
export async function load(browser: Browser, url: string, usable: string): Promise<Load> {
  const context = await browser.newContext({ ...PHONE, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const meter = await Meter.on(session);
    await session.send('Network.emulateNetworkConditions', LINE);
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU });
    await page.addInitScript(`(${watch})(${JSON.stringify(usable)}, ${QUIET_MS})`);
    await page.goto(url, { waitUntil: 'commit', timeout: 120_000 });
    const times = await measured(session);
    const answers = meter.answers;
    return { ...times, answers, bytes: answers.reduce((sum, bytes) => sum + bytes, 0) };
  } finally {
    await context.close();
  }
}

// One more opening of a page that this browser keeps, by a slow phone.
export async function open(page: Page, url: string, usable: string): Promise<Times> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU });
  await page.addInitScript(`(${watch})(${JSON.stringify(usable)}, ${QUIET_MS})`);
  await page.goto(url, { waitUntil: 'commit', timeout: 120_000 });
  return measured(session);
}

// Runs in the page before anything else of it, and gathers its times there: whatever asks from outside takes the page's own time.
function watch(usable: string, quiet: number): void {
  const long: { start: number; ms: number }[] = [];
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) long.push({ start: task.startTime, ms: task.duration });
  }).observe({ type: 'longtask', buffered: true });
  const there = () => Array.from(document.querySelectorAll<HTMLElement>(usable)).some((it) => it.checkVisibility());
  const watched = new Promise<Times>((done) => {
    const end = (usable_ms: number) => {
      const busy = Math.max(usable_ms, ...long.map((task) => task.start + task.ms));
      if (performance.now() - busy < quiet) {
        setTimeout(end, quiet, usable_ms);
        return;
      }
      const paint_ms = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN;
      const blocked = long.filter((task) => task.start + task.ms > paint_ms).map((task) => Math.max(0, task.ms - 50));
      done({ paint_ms, usable_ms, blocked_ms: blocked.reduce((sum, ms) => sum + ms, 0) });
    };
    new MutationObserver((_, observer) => {
      if (!there()) return;
      observer.disconnect();
      // Not before it was painted.
      requestAnimationFrame(() => setTimeout(() => { end(performance.now()); }));
    }).observe(document, { childList: true, subtree: true, attributes: true });
  });
  Object.assign(window, { watched });
}

// Without Playwright's own reader of pages: to parse it takes a slow phone a third of a second.
async function measured(session: CDPSession): Promise<Times> {
  const ask = { expression: 'window.watched', awaitPromise: true, returnByValue: true };
  const { result } = await session.send('Runtime.evaluate', ask);
  return result.value as Times;
}
