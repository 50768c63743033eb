// An entry that this hub cannot read: as if a newer app had written it. It waits for its ten seconds meanwhile.
import type { Page } from '@playwright/test';

export async function becomesUnreadable(page: Page, words: string): Promise<void> {
  const changed = await page.evaluate((words) => new Promise<number>((resolve, reject) => {
    const opening = indexedDB.open('yingchun-promises');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const writing = opening.result.transaction('entry', 'readwrite');
      let found = 0;
      const walking = writing.objectStore('entry').openCursor();
      walking.onsuccess = () => {
        const at = walking.result;
        if (!at) return;
        const row = at.value as { line: string };
        if (row.line.includes(words)) {
          found += 1;
          at.update({ ...row, line: row.line.replace('"act":"report"', '"act":"report_by_drone"').replace('"kind":"report"', '"kind":"report_by_drone"') });
        }
        at.continue();
      };
      writing.oncomplete = () => { opening.result.close(); resolve(found); };
      writing.onerror = () => reject(writing.error);
    };
  }), words);
  if (changed !== 1) throw new Error(`${changed} entries say ${words}`);
}
