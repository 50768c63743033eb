// The app for those whose text is large, and for browsers that let nothing be kept.
import type { Locator } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { as, LOOKS } from './support/look.ts';
import { keepsNothing } from './support/broken.ts';
import { Join } from './pages/join.ts';

test('large text of the system turns 大字版 on by itself, and a no is kept', async ({ phone, hub }) => {
  const page = await phone.open('/help');
  const root = page.locator('html');
  await expect(root).not.toHaveAttribute('data-care');
  const inspector = await page.context().newCDPSession(page);
  await inspector.send('Page.setFontSizes', { fontSizes: { standard: 24 } });
  await phone.open(hub.way('join'));
  await expect(root).toHaveAttribute('data-care', 'system');
  await page.getByRole('button', { name: '普通版' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: '大字版' })).toBeVisible();
  await expect(root).not.toHaveAttribute('data-care');
});

test('the act of the first page stays under the thumb, however large the text and small the window', async ({ phone, hub }) => {
  const page = await phone.open(hub.way('join'));
  await as(page, { width: 320, height: 560, text: 32, marks: LOOKS.care });
  await expect(page.getByRole('link', { name: '我要报名' })).toBeInViewport({ ratio: 1 });
  await page.getByRole('link', { name: '用您信息的说明' }).scrollIntoViewIfNeeded();
  await expect(page.getByRole('link', { name: '我要报名' })).toBeInViewport({ ratio: 1 });
});

test('tabs and the act of a page stay in one line below, however large the text and small the window', async ({ phone, hub }) => {
  await Join.signedUp(phone, hub, { name: '周秀兰', mobile: '13800002048' });
  const page = phone.page;
  const isBelow = async (it: Locator) => {
    await expect(it).toBeInViewport({ ratio: 1 });
    const { height } = (await it.boundingBox())!;
    expect(height).toBeGreaterThanOrEqual(48);
    // An eighth of the window.
    expect(height).toBeLessThanOrEqual(70);
  };
  for (const at of ['/zones', '/me', '/report', '/today']) {
    await phone.open(at);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await as(page, { width: 320, height: 560, text: 32, marks: LOOKS.light });
    await isBelow(at === '/report' ? page.getByRole('button', { name: '报给村里' }) : page.getByRole('link', { name: '我的' }));
    await as(page, { width: 360, height: 800, text: 16, marks: LOOKS.light });
  }
  await as(page, { width: 320, height: 560, text: 32, marks: LOOKS.light });
  const [title, pill] = [await page.getByRole('heading', { level: 1 }).boundingBox(), await page.getByRole('link', { name: '都传上去了' }).boundingBox()];
  expect(pill!.y).toBeLessThan(title!.y + title!.height);
});

test('a browser that lets nothing be kept says whom to call', async ({ phone, another, hub }) => {
  await Join.signedUp(phone, hub, { name: '周秀兰', mobile: '13800002048' });
  await expect(async () => {
    await phone.open('/today');
    await expect(phone.page.getByRole('link', { name: /^打电话给/ }).first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  await keepsNothing(phone.page);
  await phone.open('/today');
  // Something of hers lies there.
  await expect(phone.page.getByText(/存的东西一时打不开/)).toBeVisible();
  await expect(phone.page.getByRole('link', { name: '打电话' })).toHaveAttribute('href', /^tel:\d+/);

  const stranger = await another();
  await stranger.open('/help');
  await keepsNothing(stranger.page);
  await stranger.open('/');
  await expect(stranger.page.getByText(/这个浏览器不让存东西/)).toBeVisible();
});
