// A phone with no room left: it is said at once, words are kept where a photo is not, what waits still goes, and all of it
// goes on when there is room again.
import path from 'node:path';
import type { Page } from '@playwright/test';
import { DESK, expect, test } from './support/fixtures.ts';
import { isKept } from './support/drafts.ts';
import type { Hub } from './support/hub.ts';
import { goesInside } from './support/inside.ts';
import type { Phone } from './support/phone.ts';
import { fillsLocalStorage, Room } from './support/room.ts';
import { comeInAs } from './pages/invite.ts';
import { Outbox } from './pages/outbox.ts';

// What was lost at the first try is lost.
test.describe.configure({ retries: 0 });

const PICTURE = path.join(import.meta.dirname, 'photos', 'portrait_6.jpg');

async function picks(page: Page): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '从相册选' }).first().click();
  await (await choosing).setFiles(PICTURE);
}

async function reports(page: Page): Promise<void> {
  await page.getByRole('button', { name: '报给村里' }).click();
  await expect(page.getByText('记下了').first()).toBeVisible();
  await page.waitForURL(/\/today/);
}

// What arrived is what somebody else can read.
async function readsAtTheDesk(desk: Phone, hub: Hub, places: string[]): Promise<void> {
  await comeInAs('organiser', desk, hub);
  const page = await desk.open('/office/zones');
  for (const place of places) await expect(page.getByRole('listitem').filter({ hasText: place })).toHaveCount(1);
}

test('where no photo fits any more it is said at once, words are saved, and it goes on when there is room', async ({ phone, wire, hub, another }) => {
  test.setTimeout(180_000);
  await comeInAs('leader', phone, hub);
  const before = await hub.photos();
  const page = await phone.open('/report');
  const place = page.getByLabel('在哪');
  await place.fill('存满了也要报的一处');
  const room = await Room.leaves(page, 64 << 10);
  await picks(page);
  await expect(page.getByText('手机存满了，这张没存下，您写的字都在').first()).toBeVisible();
  await expect(place).toHaveValue('存满了也要报的一处');
  await page.reload();
  await expect(place).toHaveValue('存满了也要报的一处');
  wire.cut();
  await reports(page);
  wire.mend();
  await (await Outbox.opened(phone)).isEmpty();
  expect(await hub.photos(before)).toEqual([]);

  await room.returns();
  await phone.open('/report');
  await place.fill('又有地方了的一处');
  await picks(page);
  await page.getByRole('button', { name: '用这张' }).click();
  await expect(page.getByRole('button', { name: '用这张' })).toBeHidden();
  await reports(page);
  await (await Outbox.opened(phone)).isEmpty();
  expect(await hub.photos(before)).toHaveLength(1);
  await readsAtTheDesk(await another(DESK), hub, ['存满了也要报的一处', '又有地方了的一处']);
});

test('on a phone without any room left, words are saved, and what waits goes all the same', async ({ phone, wire, hub, another }) => {
  test.setTimeout(180_000);
  await comeInAs('leader', phone, hub);
  const page = await phone.open('/report');
  wire.cut();
  await page.getByLabel('在哪').fill('等着传的一处');
  await reports(page);
  await goesInside(page, '/report');
  await Room.leaves(page, 0);
  await page.getByLabel('在哪').fill('一点地方都没有了才报的一处');
  await reports(page);
  wire.mend();
  await expect.poll(() => [...wire.pushes.values()].length, { timeout: 60_000 }).toBeGreaterThan(0);
  await expect(page.getByRole('link', { name: '手机存满了' }).first()).toBeVisible();
  await (await Outbox.opened(phone)).isEmpty();
  await readsAtTheDesk(await another(DESK), hub, ['等着传的一处', '一点地方都没有了才报的一处']);
});

test('a full localStorage loses nothing that is typed', async ({ phone, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  const page = await phone.open('/report');
  await fillsLocalStorage(page);
  await page.getByLabel('在哪').fill('写到一半的一处');
  await expect.poll(async () => (await page.evaluate(() => localStorage.getItem('yingchun.draft.report'))) ?? '').not.toContain('写到一半');
  await isKept(page, '写到一半');
  await phone.kill();
  await phone.open('/report');
  await expect(phone.page.getByLabel('在哪')).toHaveValue('写到一半的一处');
});
