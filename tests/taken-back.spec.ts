// What was saved and is taken back is a draft again, with its photos; a photo is a draft from the moment it is taken.
import path from 'node:path';
import { expect, test } from './support/fixtures.ts';
import { isKept } from './support/drafts.ts';
import { comeInAs } from './pages/invite.ts';
import { Inspector } from './pages/inspector.ts';
import { LedSpot } from './pages/led-spot.ts';
import { Outbox } from './pages/outbox.ts';
import type { Phone } from './support/phone.ts';

const SAVED = '存好了，在这部手机里';
const OPEN = '河东岸第三块菜地边';

async function picks(phone: Phone, picture: string): Promise<void> {
  const choosing = phone.page.waitForEvent('filechooser');
  await phone.page.getByRole('button', { name: '从相册选' }).first().click();
  await (await choosing).setFiles(path.join(import.meta.dirname, 'photos', picture));
  await expect(phone.page.getByRole('button', { name: '用这张' })).toBeVisible();
}

test('a report that is taken back stands in its form again, with its photo, and after a kill too', async ({ phone, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  let page = await phone.open('/report');
  await picks(phone, 'portrait_6.jpg');
  // The phone's own way back leaves the picture, not the page.
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/report$/);
  await expect(page.getByRole('img', { name: SAVED })).toBeVisible();
  await page.getByRole('button', { name: '白色垃圾' }).click();
  await page.getByLabel('在哪').fill('桥北头');
  await page.getByRole('button', { name: '报给村里' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/report'));
  await page.getByRole('button', { name: '撤销' }).click();
  await isKept(page, '桥北头');
  await phone.kill();
  page = await phone.open('/report');
  await expect(page.getByLabel('在哪')).toHaveValue('桥北头');
  await expect(page.getByRole('button', { name: '白色垃圾' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('img', { name: SAVED })).toBeVisible();
  await page.getByRole('button', { name: '报给村里' }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/report'));
  await (await Outbox.opened(phone)).isEmpty();
  await phone.open('/report');
  await expect(page.getByLabel('在哪')).toHaveValue('');
});

test('the photo that an inspector asked for outlives a kill and second thoughts', async ({ phone, another, hub }) => {
  test.setTimeout(180_000);
  await comeInAs('leader', phone, hub);
  const spot = new LedSpot(phone);
  await spot.goesTo(OPEN);
  await spot.writesDownFor('李卫东', 'landscape_3.jpg');
  await expect(phone.page.getByText('等督查来看').first()).toBeVisible();
  const address = new URL(phone.page.url()).pathname;
  await (await Outbox.opened(phone)).isEmpty();

  const eyes = await another();
  const looking = await comeInAs('inspector', eyes, hub);
  const inspector = new Inspector(eyes);
  await inspector.looksAt(OPEN);
  await looking.getByRole('button', { name: '退回整改' }).click();
  await looking.getByRole('dialog').getByRole('button', { name: '照片看不清' }).click();
  await looking.getByRole('dialog').getByRole('button', { name: '请补一张照片' }).click();
  await expect(looking.getByText('请补照片了').first()).toBeVisible();
  await inspector.hasSentEverything();

  await expect(async () => {
    await phone.open(address);
    await expect(phone.page.getByRole('button', { name: '从相册选' }).first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  await picks(phone, 'portrait_6.jpg');
  await expect(phone.page.getByText(SAVED).last()).toBeVisible();
  await isKept(phone.page, 'added.');
  await phone.kill();
  const page = await phone.open(address);
  const kept = page.getByRole('img', { name: SAVED });
  await expect(kept).toBeVisible();
  await page.getByRole('button', { name: '用这张' }).click();
  await expect(kept).toBeHidden();
  await page.getByRole('button', { name: '撤销' }).click();
  await expect(kept).toBeVisible();
  await page.getByRole('button', { name: '用这张' }).click();
  await (await Outbox.opened(phone)).isEmpty();

  await inspector.looksAt(OPEN);
  await inspector.seesPhotos(2);
});
