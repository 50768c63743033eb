// What a page has promised to keep of its forms, in the storage that survives a kill.
import { expect, type Page } from '@playwright/test';

function drafts(page: Page): Promise<string> {
  return page.evaluate(() => new Promise<string>((resolve, reject) => {
    const opening = indexedDB.open('yingchun-promises');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const store = opening.result.transaction('draft').objectStore('draft');
      const [names, rows] = [store.getAllKeys(), store.getAll()];
      rows.onsuccess = () => { opening.result.close(); resolve(JSON.stringify([names.result, rows.result])); };
    };
  }));
}

// Within 300 ms of the last keystroke.
export async function isKept(page: Page, text: string): Promise<void> {
  await expect.poll(() => drafts(page)).toContain(text);
}

export async function isNoDraft(page: Page, text: string): Promise<void> {
  await expect.poll(() => drafts(page)).not.toContain(text);
}
