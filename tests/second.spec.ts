// A phone whose browser found its database broken and began an empty one, as Chromium does after a kill in the middle of a
// write: what waited comes back from the second copy, photos included, and goes to the hub once.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { DESK, expect, test } from './support/fixtures.ts';
import { losesPromises, losesPromisesUnder, opensLate } from './support/broken.ts';
import { ages, breaksOnePhoto, copied, countsFollowing, hasKept, hasLaidInBallast, losesBallast, refusesFirst, SlowReader } from './support/second.ts';
import { isKept } from './support/drafts.ts';
import { keptOn } from './support/promises.ts';
import { Room } from './support/room.ts';
import { opensWithoutNetwork } from './support/worker.ts';
import { comeInAs } from './pages/invite.ts';
import { Join } from './pages/join.ts';
import { Outbox } from './pages/outbox.ts';
import type { Hub } from './support/hub.ts';
import type { Phone } from './support/phone.ts';
import type { Wire } from './support/wire.ts';

// What was lost at the first try is lost.
test.describe.configure({ retries: 0 });

// A page of the app's origin without the app.
const QUIET = '/rescue.css';
const PICTURE = path.join(import.meta.dirname, 'photos', 'portrait_6.jpg');

async function takes(phone: Phone): Promise<Page> {
  const page = await phone.open('/report');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: '从相册选' }).first().click()]);
  await chooser.setFiles(PICTURE);
  await page.getByRole('button', { name: '用这张' }).click();
  return page;
}

async function reports(phone: Phone, place: string): Promise<void> {
  const page = await takes(phone);
  await page.getByLabel('在哪').fill(place);
  await page.getByRole('button', { name: '报给村里' }).click();
  await expect(page.getByText('记下了').first()).toBeVisible();
}

test('what waited comes back where the browser lost its database, and nothing of it stays in the copy once it was sent', async ({ phone, hub, wire, another }) => {
  test.setTimeout(180_000);
  await Join.signedUp(phone, hub, { name: '李晓梅', mobile: '13800002047' });
  await (await Outbox.opened(phone)).isEmpty();
  await opensWithoutNetwork(phone.page);
  wire.cut();
  await reports(phone, '桥北头老墙根');
  await reports(phone, '村口大槐树下');
  await expect.poll(() => copied(phone)).toBe('2,2');
  await losesPromises(phone);

  await phone.open('/outbox');
  await expect(phone.page.getByText('发现新的脏乱处').first()).toBeVisible();
  const kept = await keptOn(phone);
  expect(kept.entries.map(({ kind }) => kind)).toEqual(['report', 'report']);
  expect(kept.photos.map(({ whole, done }) => ({ whole, done }))).toEqual([{ whole: true, done: false }, { whole: true, done: false }]);
  expect(kept.photos.map(({ entry }) => entry).sort()).toEqual(kept.entries.map(({ id }) => id).sort());

  wire.mend();
  await (await Outbox.opened(phone)).isEmpty();
  await expect.poll(() => copied(phone)).toBe('0,0');
  const desk = await comeInAs('organiser', await another(DESK), hub);
  await desk.goto(new URL('/office/zones', desk.url()).href);
  for (const place of ['桥北头老墙根', '村口大槐树下']) await expect(desk.getByRole('listitem').filter({ hasText: place })).toHaveCount(1);
});

test('a registration that waits comes back, too', async ({ phone, hub, wire }) => {
  test.setTimeout(120_000);
  const join = await Join.opened(phone, hub);
  await join.type({ name: '李晓梅', mobile: '13800002047' });
  await join.agree();
  wire.cut();
  await join.send();
  await join.saysSaved();
  await expect.poll(() => copied(phone)).toBe('1,0');
  await losesPromises(phone);
  wire.mend();
  await phone.open('/today');
  await expect(phone.page.getByText('报上了，等队长派活')).toBeVisible();
  await (await Outbox.opened(phone)).isEmpty();
});

// Signed up, and without network from then on.
async function signsUpAndIsCutOff(phone: Phone, hub: Hub, wire: Wire): Promise<void> {
  await Join.signedUp(phone, hub, { name: '李晓梅', mobile: '13800002047' });
  await (await Outbox.opened(phone)).isEmpty();
  await opensWithoutNetwork(phone.page);
  wire.cut();
}

test('what cannot be read in the copy holds nothing else up, and takes nothing along', async ({ phone, hub, wire }) => {
  test.setTimeout(180_000);
  await signsUpAndIsCutOff(phone, hub, wire);
  await reports(phone, '桥北头老墙根');
  await reports(phone, '村口大槐树下');
  await expect.poll(() => copied(phone)).toBe('2,2');
  await breaksOnePhoto(phone.page);
  await losesPromises(phone);

  await phone.open('/outbox');
  await expect(phone.page.getByText('发现新的脏乱处').first()).toBeVisible();
  const kept = await keptOn(phone);
  expect(kept.entries.map(({ kind }) => kind)).toEqual(['report', 'report']);
  expect(kept.photos.filter(({ whole }) => whole)).toHaveLength(1);
  expect(await copied(phone)).toBe('2,2');

  wire.mend();
  await (await Outbox.opened(phone)).isEmpty();
  // The hub does not wait for ever for what this phone cannot read: it is told.
  await expect.poll(async () => (await keptOn(phone)).entries.map(({ kind }) => kind)).toContain('photo_lost');
});

test('a copy that cannot be read at once is read again, and nothing of it is lost meanwhile', async ({ phone, hub, wire }) => {
  test.setTimeout(180_000);
  await signsUpAndIsCutOff(phone, hub, wire);
  await reports(phone, '桥北头老墙根');
  await expect.poll(() => copied(phone)).toBe('1,1');
  await losesPromises(phone);

  const page = await phone.open(QUIET);
  await refusesFirst(page, 2);
  await phone.open('/outbox');
  await expect(page.getByText('发现新的脏乱处').first()).toBeVisible();
  await phone.opensTab(QUIET);
  expect((await keptOn(phone)).photos.map(({ whole }) => whole)).toEqual([true]);
  expect(await copied(phone)).toBe('1,1');
});

test('a page under which the database is lost takes nothing out of the copy', async ({ phone, hub, wire }) => {
  test.setTimeout(180_000);
  await signsUpAndIsCutOff(phone, hub, wire);
  await reports(phone, '桥北头老墙根');
  await expect.poll(() => copied(phone)).toBe('1,1');
  const page = await phone.open(QUIET);
  const followed = await countsFollowing(page);
  await phone.open('/outbox');
  await expect(page.getByText('发现新的脏乱处').first()).toBeVisible();
  await hasLaidInBallast(page);
  await losesPromisesUnder(page);
  const before = await followed();
  await page.evaluate(() => { new BroadcastChannel('yingchun').postMessage('entries'); });
  await expect.poll(followed).toBeGreaterThan(before);
  expect(await copied(phone)).toBe('1,1');
  await phone.kill();
  await phone.open('/outbox');
  await expect(phone.page.getByText('发现新的脏乱处').first()).toBeVisible();
});

test('a tab that is slow to bring back writes over nothing that was saved meanwhile', async ({ phone, hub, wire }) => {
  test.setTimeout(180_000);
  await signsUpAndIsCutOff(phone, hub, wire);
  await isKept(await takes(phone), 'sha256');
  await expect.poll(() => copied(phone)).toBe('0,1');
  const quick = await phone.open(QUIET);
  await losesPromisesUnder(quick);
  const quickly = await SlowReader.on(quick);
  await phone.open('/report');
  await quickly.hasBegun();
  const slow = await phone.opensTab(QUIET);
  const slowly = await SlowReader.on(slow);
  await slow.goto(new URL('/outbox', slow.url()).href);
  await slowly.hasBegun();
  await quick.bringToFront();
  await quickly.goesOn();
  await quick.getByLabel('在哪').fill('桥北头老墙根');
  await quick.getByRole('button', { name: '报给村里' }).click();
  await expect(quick.getByText('记下了').first()).toBeVisible();
  await slow.bringToFront();
  await slowly.goesOn();
  await expect(slow.getByText('发现新的脏乱处').first()).toBeVisible();
  await slow.close();

  const { entries, photos } = await keptOn(phone);
  expect(entries.map(({ kind }) => kind)).toEqual(['report']);
  expect(photos.map(({ entry, whole }) => ({ entry, whole }))).toEqual([{ entry: entries[0]?.id, whole: true }]);
});

test('the copy gives way to words on a phone without any room left', async ({ phone, hub, wire }) => {
  test.setTimeout(180_000);
  await signsUpAndIsCutOff(phone, hub, wire);
  await reports(phone, '桥北头老墙根');
  await reports(phone, '村口大槐树下');
  await expect.poll(() => copied(phone)).toBe('2,2');
  await losesBallast(await phone.open(QUIET));
  const page = await phone.open('/report');
  await hasLaidInBallast(page);
  await losesBallast(page);
  await Room.leaves(page, 0);
  await page.getByLabel('在哪').fill('存满了也要报的一处');
  await page.getByRole('button', { name: '报给村里' }).click();
  await expect(page.getByText('记下了').first()).toBeVisible();
  await expect.poll(() => copied(phone)).toBe('3,0');
});

test('a photo in a draft that was begun a week ago comes back and stays', async ({ phone, hub, wire }) => {
  test.setTimeout(120_000);
  await signsUpAndIsCutOff(phone, hub, wire);
  await takes(phone);
  await expect.poll(() => copied(phone)).toBe('0,1');
  await ages(phone.page, 8 * 24 * 3_600_000);
  await losesPromises(phone);

  const page = await phone.open('/report');
  await expect(page.getByLabel('在哪')).toBeVisible();
  await hasLaidInBallast(page);
  expect((await keptOn(phone)).photos.map(({ whole }) => whole)).toEqual([true]);
});

test('the rescue page reads the copy where the database was lost, saves it as a file and sends it', async ({ phone, hub, wire }) => {
  test.setTimeout(120_000);
  await signsUpAndIsCutOff(phone, hub, wire);
  await reports(phone, '桥北头老墙根');
  await expect.poll(() => copied(phone)).toBe('1,1');
  await losesPromises(phone);

  const page = await phone.open('/rescue.html');
  await expect(page.getByText(/备份里还有 1 条，1 条等着传/)).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: '存成文件' }).click();
  expect(await readFile(await (await downloading).path(), 'utf8')).toContain('桥北头老墙根');
  wire.mend();
  await page.getByRole('button', { name: '再传一次' }).click();
  await expect(page.getByText('传到 1 条，共 1 条')).toBeVisible();
  await page.getByRole('link', { name: '重新打开' }).click();
  await (await Outbox.opened(phone)).isEmpty();
});

test('the rescue page says that it cannot read just now, and not that nothing is there', async ({ phone, hub, wire }) => {
  test.setTimeout(120_000);
  await signsUpAndIsCutOff(phone, hub, wire);
  await reports(phone, '桥北头老墙根');
  const page = await phone.open(QUIET);
  const opens = await opensLate(page);
  await phone.open('/rescue.html');
  await expect(page.getByText('这会儿读不了这部手机里存着的内容')).toBeVisible();
  await opens();
  await page.getByRole('button', { name: '再看一次' }).click();
  await expect(page.getByText(/条都存着，在这部手机里，1 条等着传/)).toBeVisible();
  await expect(page.getByRole('button', { name: '再看一次' })).toBeHidden();
});

test('who signs up where the copy cannot be brought back stands beside whose phone it was, and both send', async ({ phone, hub, wire }) => {
  test.setTimeout(180_000);
  const known = await hub.photos();
  await Join.signedUp(phone, hub, { name: '李晓梅', mobile: '13800002047' });
  await (await Outbox.opened(phone)).isEmpty();
  wire.blocks('/api/push');
  await reports(phone, '桥北头老墙根');
  await expect.poll(() => copied(phone)).toBe('1,1');
  await losesPromises(phone);

  await refusesFirst(await phone.open(QUIET), Infinity);
  const join = await Join.opened(phone, hub);
  await join.type({ name: '王桂兰', mobile: '13800002048' });
  await join.agree();
  await join.send();
  await join.saysSaved();
  const before = phone.page;
  const page = await phone.opensTab('/outbox');
  await before.close();
  await expect(page.getByText('报名').first()).toBeVisible();
  await hasKept(page, '桥北头老墙根');

  await phone.open('/outbox');
  await expect(page.getByText('这部手机里还有别人的 1 条')).toBeVisible();
  wire.mend();
  await page.getByText('这部手机里还有别人的 1 条').waitFor({ state: 'hidden', timeout: 60_000 });
  await (await Outbox.opened(phone)).isEmpty();
  // The photo follows the entry on which it rides; the screen counts entries of others alone.
  await expect.poll(async () => (await hub.photos(known)).length, { timeout: 60_000 }).toBe(1);
});
