// What goes wrong inside a browser, made to happen.
import type { Page } from '@playwright/test';
import type { Phone } from './phone.ts';

// Overwrites the memory of the running app, so that its next step goes astray in the wasm. Nothing in the app helps.
export async function breaks(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const script = performance.getEntriesByType('resource').map((it) => it.name).find((it) => /\/field-[0-9a-f]+\.js$/.test(it));
    if (!script) throw new Error('the app was not loaded by a script of its own');
    const app = await import(script) as { default: () => Promise<{ memory: WebAssembly.Memory }> };
    const { memory } = await app.default();
    new Uint8Array(memory.buffer).fill(0xff);
  });
}

// The browser clears away what the app kept, as it does where room is short; cookies lie elsewhere.
export async function clearedAway(page: Page, { origin } = new URL(page.url())): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const storageTypes = 'indexeddb,local_storage,cache_storage,service_workers';
  await devtools.send('Storage.clearDataForOrigin', { origin, storageTypes });
}

// Whatever waits in the outbox was saved so long ago, by the phone's clock, and nobody thinks about it any more.
export async function hasWaited(page: Page, ms: number): Promise<void> {
  await page.evaluate((age) => new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('yingchun-promises');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const writing = opening.result.transaction('entry', 'readwrite');
      writing.oncomplete = () => { opening.result.close(); resolve(); };
      const cursor = writing.objectStore('entry').openCursor();
      cursor.onsuccess = () => {
        if (!cursor.result) return;
        const row = cursor.result.value as { stage: string; saved_at: number };
        if (row.stage === 'queued' || row.stage === 'sent') cursor.result.update({ ...row, saved_at: Date.now() - age, grace_until: Date.now() - age + 10_000 });
        cursor.result.continue();
      };
    };
  }), ms);
}

// From the next page on, nothing can be stored.
export async function keepsNothing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { value: { open: () => { throw new DOMException('no', 'SecurityError'); } } });
  });
}

// From the next page on, no storage opens until the returned word is given, as after a kill in the middle of a write.
export async function opensLate(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript(() => {
    const open = IDBFactory.prototype.open.bind(indexedDB);
    const late = { open: false };
    Object.assign(window, { late });
    IDBFactory.prototype.open = function (name: string, version?: number) {
      if (!late.open) throw new DOMException('Internal error opening backing store', 'UnknownError');
      return open(name, version);
    };
  });
  return () => page.evaluate(() => { Object.assign((window as unknown as { late: object }).late, { open: true }); });
}

// The database of what was promised is gone under a page that runs.
export async function losesPromisesUnder(page: Page): Promise<void> {
  await page.evaluate(() => new Promise<void>((resolve, reject) => {
    const gone = indexedDB.deleteDatabase('yingchun-promises');
    gone.onsuccess = () => resolve();
    gone.onerror = () => reject(gone.error);
  }));
}

// The browser found that database broken, and is killed; nothing else is touched.
export async function losesPromises(phone: Phone): Promise<void> {
  await losesPromisesUnder(phone.page);
  await phone.kill();
}
