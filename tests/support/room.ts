// A phone whose storage is full, made so: the browser is told of a smaller quota than it has.
import { expect, type CDPSession, type Page } from '@playwright/test';

export class Room {
  private constructor(private readonly devtools: CDPSession, private readonly origin: string) {}

  // Leaves so many bytes free.
  static async leaves(page: Page, bytes: number): Promise<Room> {
    const room = new Room(await page.context().newCDPSession(page), new URL(page.url()).origin);
    let quota = Infinity;
    // The browser goes by what it last knew of the quota for half a minute, and tidies up meanwhile.
    await expect.poll(async () => {
      const used = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
      if (used + bytes < quota) {
        quota = used + bytes;
        await room.devtools.send('Storage.overrideQuotaForOrigin', { origin: room.origin, quotaSize: quota });
      }
      return page.evaluate(fits, bytes + (64 << 10));
    }, { timeout: 90_000 }).toBe(false);
    return room;
  }

  // There is room again.
  async returns(): Promise<void> {
    await this.devtools.send('Storage.overrideQuotaForOrigin', { origin: this.origin });
  }
}

// Fills localStorage to its last byte; what the app has there stays.
export async function fillsLocalStorage(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (let size = 1 << 20; size >= 1; size >>= 1) {
      for (let number = 0; ; number += 1) {
        try { localStorage.setItem(`filler-${size}-${number}`, 'x'.repeat(size)); } catch { break; }
      }
    }
  });
}

// Whether so many bytes that cannot be compressed find room; they are not kept. Runs inside the page by itself.
async function fits(bytes: number): Promise<boolean> {
  const asked = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const opening = indexedDB.open('room', 1);
  opening.onupgradeneeded = () => { opening.result.createObjectStore('bytes'); };
  const database = await asked(opening);
  const tx = database.transaction('bytes', 'readwrite');
  const piece = 64 << 10;
  for (let at = 0; at < bytes; at += piece) {
    tx.objectStore('bytes').put(crypto.getRandomValues(new Uint8Array(piece)).buffer, at);
  }
  const done = await new Promise<boolean>((resolve) => { tx.oncomplete = () => resolve(true); tx.onabort = () => resolve(false); });
  if (done) await asked(database.transaction('bytes', 'readwrite').objectStore('bytes').clear());
  database.close();
  return done;
}
