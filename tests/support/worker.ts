// The worker that opens the app without network.
import { expect, type Page } from '@playwright/test';

const PAGES = { join: '/join/index.html', field: '/index.html', office: '/office/index.html' };

// All of a door is kept, and this page is the worker's.
export async function opensWithoutNetwork(page: Page, door: keyof typeof PAGES = 'field'): Promise<void> {
  const kept = (path: string) => page.evaluate(async (wanted) => {
    if (!navigator.serviceWorker.controller) return false;
    const names = (await caches.keys()).filter((name) => name.startsWith('yingchun-app-'));
    const pages = await Promise.all(names.map(async (name) => (await caches.open(name)).match(wanted)));
    return pages.some(Boolean);
  }, path);
  // What could not be brought this time is brought when the app is opened again.
  await expect(async () => {
    try {
      await expect.poll(() => kept(PAGES[door]), { timeout: 15_000 }).toBe(true);
    } catch (late) {
      await page.reload();
      throw late;
    }
  }).toPass({ timeout: 60_000 });
}

// What the worker keeps of the app is lost; the rescue page lies apart.
export async function losesApp(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('yingchun-app-'));
    await Promise.all(names.map((name) => caches.delete(name)));
  });
}

// A browser without workers, as WeChat's on an iPhone: from the next page on.
export async function hasNoWorkers(page: Page): Promise<void> {
  await page.addInitScript(() => { Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'); });
}
