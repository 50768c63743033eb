// The second copy of what waits, looked at and damaged from outside: the app does not help.
import { expect, type Page } from '@playwright/test';
import type { Phone } from './phone.ts';

// How many entries and photos the second copy holds.
export function copied(phone: Phone): Promise<string> {
  return phone.page.evaluate(async () => {
    const names = (await (await caches.open('yingchun-second')).keys()).map(({ url }) => decodeURIComponent(new URL(url).pathname));
    return ['entry', 'photo'].map((store) => names.filter((name) => name.startsWith(`/second/${store}/`)).length).join();
  });
}

// What one photo is to have been copied to is something else.
export async function breaksOnePhoto(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const cache = await caches.open('yingchun-second');
    const photo = (await cache.keys()).find(({ url }) => decodeURIComponent(url).includes('/second/photo/'));
    if (!photo) throw new Error('no photo was copied');
    await cache.put(photo, new Response('cut off'));
  });
}

// The copied photos were named so long before they were.
export async function ages(page: Page, ms: number): Promise<void> {
  await page.evaluate(async (age) => {
    const cache = await caches.open('yingchun-second');
    const photos = (await cache.keys()).filter(({ url }) => decodeURIComponent(url).includes('/second/photo/'));
    for (const photo of photos) {
      const kept = await cache.match(photo);
      if (!kept) throw new Error('a photo is gone');
      const [row = 0, ...sizes] = (kept.headers.get('sizes') ?? '').split(',').map(Number);
      const body = await kept.arrayBuffer();
      const read = JSON.parse(new TextDecoder().decode(body.slice(0, row))) as { named_at: number };
      const aged = new TextEncoder().encode(JSON.stringify({ ...read, named_at: read.named_at - age }));
      await cache.put(photo, new Response(new Blob([aged, body.slice(row)]), { headers: { sizes: [aged.byteLength, ...sizes].join() } }));
    }
  }, ms);
}

// From the next page on, the copy cannot be opened the first times.
export async function refusesFirst(page: Page, times: number): Promise<void> {
  await page.addInitScript((times) => {
    const open = CacheStorage.prototype.open;
    let left = times;
    CacheStorage.prototype.open = function (name: string) {
      if (name !== 'yingchun-second' || left === 0) return open.call(this, name);
      left -= 1;
      return Promise.reject(new DOMException('Unexpected internal error.', 'UnknownError'));
    };
  }, times);
}

// From the next page on; gives how often its copy has followed what is kept, or the database went: either closes a connection.
export async function countsFollowing(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const close = IDBDatabase.prototype.close;
    const copy = { followed: 0 };
    Object.assign(window, { copy });
    IDBDatabase.prototype.close = function () {
      copy.followed += 1;
      close.call(this);
    };
  });
  return () => page.evaluate(() => (window as unknown as { copy: { followed: number } }).copy.followed);
}

// A page that is slow to read the copy.
export class SlowReader {
  private constructor(private readonly page: Page) {}

  // From the next page on; it reads nothing before it is let go on.
  static async on(page: Page): Promise<SlowReader> {
    await page.addInitScript(() => {
      const match = Cache.prototype.match;
      const reading = { begun: false, goOn: () => {} };
      const held = new Promise<void>((resolve) => { reading.goOn = resolve; });
      Object.assign(window, { reading });
      Cache.prototype.match = async function (...asked) {
        if (String(asked[0]).startsWith('/second/')) {
          reading.begun = true;
          await held;
        }
        return match.apply(this, asked);
      };
    });
    return new SlowReader(page);
  }

  async hasBegun(): Promise<void> {
    await expect.poll(() => this.page.evaluate(() => (window as unknown as { reading: { begun: boolean } }).reading.begun)).toBe(true);
  }

  async goesOn(): Promise<void> {
    await this.page.evaluate(() => { (window as unknown as { reading: { goOn: () => void } }).reading.goOn(); });
  }
}

function ballasts(page: Page, change: 'looks' | 'throws out'): Promise<number> {
  return page.evaluate(async (change) => {
    const opening = indexedDB.open('yingchun-promises');
    await new Promise((resolve) => { opening.onsuccess = resolve; });
    const tx = opening.result.transaction('chunk', 'readwrite');
    const found = tx.objectStore('chunk').count('ballast');
    if (change === 'throws out') tx.objectStore('chunk').delete('ballast');
    await new Promise((resolve) => { tx.oncomplete = resolve; });
    opening.result.close();
    return found.result;
  }, change);
}

// This page leads, and has swept: what it lays in last is there.
export async function hasLaidInBallast(page: Page): Promise<void> {
  await expect.poll(() => ballasts(page, 'looks')).toBe(1);
}

// As after an earlier shortage.
export async function losesBallast(page: Page): Promise<void> {
  await ballasts(page, 'throws out');
}

// An entry with these words stands in what was promised.
export async function hasKept(page: Page, words: string): Promise<void> {
  await expect.poll(() => page.evaluate(async () => {
    const opening = indexedDB.open('yingchun-promises');
    await new Promise((resolve) => { opening.onsuccess = resolve; });
    const all = opening.result.transaction('entry').objectStore('entry').getAll() as IDBRequest<{ line: string }[]>;
    await new Promise((resolve) => { all.onsuccess = resolve; });
    opening.result.close();
    return all.result.map(({ line }) => line).join('\n');
  })).toContain(words);
}
