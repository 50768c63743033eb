// One load of a page by a slow phone on a thin line, with an empty cache: what came over the wire, and when it could be used.
import type { Browser, CDPSession, Page } from '@playwright/test';
import { PHONE } from '../support/phone.ts';

export const CPU = 4;
export const LINE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
// Nothing keeps the page busy any more.
const QUIET_MS = 2_000;

export interface Load {
  bytes: number;
  // Of each answer, heads included, the page itself first.
  answers: number[];
  paint_ms: number;
  usable_ms: number;
  blocked_ms: number;
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
    await page.addInitScript(watch, usable);
    await page.goto(url, { waitUntil: 'commit', timeout: 120_000 });
    const times = await measured(page);
    const answers = meter.answers;
    return { ...times, answers, bytes: answers.reduce((sum, bytes) => sum + bytes, 0) };
  } finally {
    await context.close();
  }
}

interface Watched {
  usable: number;
  long: { start: number; ms: number }[];
}

// Runs in the page before anything else of it.
function watch(usable: string): void {
  const watched: Watched = { usable: NaN, long: [] };
  Object.assign(window, { watched });
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) watched.long.push({ start: task.startTime, ms: task.duration });
  }).observe({ type: 'longtask', buffered: true });
  const there = () => Array.from(document.querySelectorAll<HTMLElement>(usable)).some((it) => it.checkVisibility());
  new MutationObserver((_, observer) => {
    if (!there()) return;
    observer.disconnect();
    // Not before it was painted.
    requestAnimationFrame(() => setTimeout(() => { watched.usable = performance.now(); }));
  }).observe(document, { childList: true, subtree: true, attributes: true });
}

async function measured(page: Page): Promise<Pick<Load, 'paint_ms' | 'usable_ms' | 'blocked_ms'>> {
  await page.waitForFunction((quiet) => {
    const { usable, long } = (window as unknown as { watched: Watched }).watched;
    return performance.now() - Math.max(usable, ...long.map((task) => task.start + task.ms)) > quiet;
  }, QUIET_MS, { timeout: 120_000 });
  await page.waitForLoadState('networkidle');
  return page.evaluate(() => {
    const { usable, long } = (window as unknown as { watched: Watched }).watched;
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN;
    const blocked = long.filter((task) => task.start + task.ms > paint).reduce((sum, task) => sum + Math.max(0, task.ms - 50), 0);
    return { paint_ms: paint, usable_ms: usable, blocked_ms: blocked };
  });
}
