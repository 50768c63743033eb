// Storage that lost a piece of a photo: the words go, nothing waits for ever, and whoever checks the spot is told.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { Inspector } from './pages/inspector.ts';
import { comeInAs } from './pages/invite.ts';
import { Volunteer } from './pages/volunteer.ts';

// What was lost at the first try is lost.
test.describe.configure({ retries: 0 });

const SPOT = /河东岸第三块菜地边/;

// What a phone that is short of room may do to a page's storage.
function losesPieces(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const opening = indexedDB.open('yingchun-promises');
    await new Promise((resolve) => { opening.onsuccess = resolve; });
    const change = opening.result.transaction('chunk', 'readwrite');
    change.objectStore('chunk').clear();
    await new Promise((resolve) => { change.oncomplete = resolve; });
    opening.result.close();
  });
}

test('a photo that the phone cannot read back is said to be lost, and holds nothing up', async ({ phone, wire, hub, another }) => {
  test.setTimeout(180_000);
  await comeInAs('leader', phone, hub);
  const page = await phone.open('/zones');
  await page.getByRole('link', { name: /青石河东岸/ }).first().click();
  await page.getByRole('link', { name: SPOT }).first().click();
  await page.getByRole('button', { name: '清理完了' }).waitFor();
  wire.cut();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '从相册选' }).first().click();
  const buffer = await readFile(path.join(import.meta.dirname, 'photos', 'landscape_3.jpg'));
  await (await choosing).setFiles({ name: 'after.jpg', mimeType: 'image/jpeg', buffer });
  await page.getByRole('button', { name: '用这张' }).click();
  const volunteer = new Volunteer(phone);
  await volunteer.isDone();
  await losesPieces(page);
  wire.mend();
  await volunteer.hasSentEverything();
  await page.getByText('传上去的').click();
  await expect(page.getByText('1 张照片这部手机读不出来了')).toBeVisible();

  const inspecting = await another();
  await comeInAs('inspector', inspecting, hub);
  await new Inspector(inspecting).looksAt(SPOT.source);
  await expect(inspecting.page.getByText('照片在手机上损坏，未能上传').first()).toBeVisible();
});
