// A draft that ended with what was saved stays ended, whatever a kill makes of the browser's storage.
import path from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { isKept, isNoDraft } from './support/drafts.ts';
import { comeInAs } from './pages/invite.ts';

const PICTURE = path.join(import.meta.dirname, 'photos', 'portrait_6.jpg');

test('what was saved does not stand in the form again where a kill brought the draft back', async ({ phone, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  const page = await phone.open('/report');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '从相册选' }).first().click();
  await (await choosing).setFiles(PICTURE);
  await page.getByRole('button', { name: '用这张' }).click();
  await page.getByRole('button', { name: '白色垃圾' }).click();
  await page.getByLabel('在哪').fill('桥北头');
  await isKept(page, '桥北头');
  const typed = await page.evaluate(() => Object.entries(localStorage));
  await page.getByRole('button', { name: '报给村里' }).click();
  await isNoDraft(page, '桥北头');
  // Chromium forgets the last seconds of localStorage with a kill, and with them that the draft is gone.
  await page.evaluate((kept) => kept.forEach(([name, text]) => localStorage.setItem(name, text)), typed);
  await phone.open('/report');
  await expect(page.getByRole('button', { name: '白色垃圾' })).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByLabel('在哪')).toHaveValue('');
});
