// A phone whose browser found its database broken and began an empty one, as Chromium does after a kill in the middle of a
// write: what waited comes back from the second copy, photos included, and goes to the hub once.
import path from 'node:path';
import { DESK, expect, test } from './support/fixtures.ts';
import { losesPromises } from './support/broken.ts';
import { keptOn } from './support/promises.ts';
import { opensWithoutNetwork } from './support/worker.ts';
import { comeInAs } from './pages/invite.ts';
import { Join } from './pages/join.ts';
import { Outbox } from './pages/outbox.ts';
import type { Phone } from './support/phone.ts';

// What was lost at the first try is lost.
test.describe.configure({ retries: 0 });

const PICTURE = path.join(import.meta.dirname, 'photos', 'portrait_6.jpg');

async function reports(phone: Phone, place: string): Promise<void> {
  const page = await phone.open('/report');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: '从相册选' }).first().click()]);
  await chooser.setFiles(PICTURE);
  await page.getByRole('button', { name: '用这张' }).click();
  await page.getByLabel('在哪').fill(place);
  await page.getByRole('button', { name: '报给村里' }).click();
  await expect(page.getByText('记下了').first()).toBeVisible();
}

// How many entries and photos the second copy holds.
function copied(phone: Phone): Promise<string> {
  return phone.page.evaluate(async () => {
    const names = (await (await caches.open('yingchun-second')).keys()).map(({ url }) => decodeURIComponent(new URL(url).pathname));
    return ['entry', 'photo'].map((store) => names.filter((name) => name.startsWith(`/second/${store}/`)).length).join();
  });
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
