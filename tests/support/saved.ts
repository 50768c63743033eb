// What waits, saved as a file, on whichever page offers it.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

export interface Saved {
  name: string;
  text: string;
}

export async function savesFile(page: Page): Promise<Saved> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: '存成文件' }).click();
  const file = await downloading;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}
