// No network at all: the app opens as it was left, a newer release waits for a yes, and what breaks can be rescued.
import { rm } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { DESK, expect, test } from './support/fixtures.ts';
import { breaks } from './support/broken.ts';
import type { Hub } from './support/hub.ts';
import type { Phone } from './support/phone.ts';
import { firstRelease, isOfRelease, nextRelease, withoutIcons } from './support/release.ts';
import { stateOf } from './support/spots.ts';
import { losesApp, opensWithoutNetwork } from './support/worker.ts';
import { atADesk, comeInAs } from './pages/invite.ts';
import { Join } from './pages/join.ts';
import { Outbox } from './pages/outbox.ts';
import { Rescue } from './pages/rescue.ts';

const MEI = { name: '李晓梅', mobile: '13800002047' };
const NEWER = '有新版。存着的内容不受影响';

async function isField(page: Page): Promise<void> {
  await expect(page.getByRole('navigation', { name: '主要页面' })).toBeVisible();
}

async function leaderWithWorker(phone: Phone, hub: Hub): Promise<Page> {
  await comeInAs('leader', phone, hub);
  await (await Outbox.opened(phone)).isEmpty();
  await opensWithoutNetwork(phone.page);
  return phone.page;
}

async function goesToGardenSpot(phone: Phone): Promise<Page> {
  const page = await phone.open('/zones');
  await page.getByRole('link', { name: /青石河东岸/ }).first().click();
  await page.getByRole('link', { name: /河东岸第三块菜地边/ }).first().click();
  await expect(page.getByRole('button', { name: '我来清' })).toBeVisible();
  return page;
}

test('a phone that was switched off opens as it was left, at any screen, with the hub dead', async ({ phone, wire, hub }) => {
  test.setTimeout(180_000);
  await leaderWithWorker(phone, hub);
  await goesToGardenSpot(phone);
  const spot = new URL(phone.page.url()).pathname;
  wire.cut();
  await hub.kill();
  await phone.kill();

  let page = await phone.open('/today');
  await isField(page);
  expect(new URL(page.url()).pathname).toBe('/today');
  page = await phone.open(spot);
  await page.getByRole('button', { name: '我来清' }).click();
  await expect(page.getByText('记下了').first()).toBeVisible();
  // What is asked of the hub is never answered by anybody else.
  const asks = (path: string) => page.evaluate((asked) => fetch(asked).then((answer) => answer.status, () => 'nobody'), path);
  expect([await asks('/healthz'), await asks('/api/join/NONE')]).toEqual(['nobody', 'nobody']);
  await hub.restart();
  wire.mend();
  await (await Outbox.opened(phone)).isEmpty();
});

test('whoever has just signed up opens the app without network, and the page of her code too', async ({ phone, wire, hub }) => {
  test.setTimeout(120_000);
  const join = await Join.opened(phone, hub);
  await opensWithoutNetwork(phone.page);
  wire.cut();
  await join.type(MEI);
  await join.agree();
  await join.send();
  await join.saysSaved();
  await phone.kill();

  let page = await phone.open('/');
  await isField(page);
  page = await phone.open(hub.way('join'));
  await expect(page.getByRole('link', { name: '去看今天' })).toBeVisible();
  wire.mend();
  await (await Outbox.opened(phone)).isEmpty();
});

test('whoever has only looked at the form signs up without network after a kill, and her leader sees one newcomer', async ({ phone, another, wire, hub }) => {
  test.setTimeout(120_000);
  const leader = await comeInAs('leader', await another(), hub);
  const newcomers = leader.getByRole('button', { name: '编入我的队' });
  await expect(newcomers.first()).toBeVisible();
  const before = await newcomers.count();
  await Join.opened(phone, hub);
  await opensWithoutNetwork(phone.page);
  await phone.kill();
  wire.cut();

  const join = await Join.opened(phone, hub);
  await join.type(MEI);
  await join.agree();
  await join.send();
  await join.saysSaved();
  await phone.kill();
  wire.mend();
  await (await Outbox.opened(phone)).isEmpty();
  // Nobody opens the leader's page anew: its stream of news was broken when she came, and tells of it when it is whole.
  await expect(leader.getByText(MEI.name, { exact: true })).toHaveCount(1);
  await expect(newcomers).toHaveCount(before + 1);
});

test('whoever has only seen the first page of a code finds it without network, and signs up', async ({ phone, wire, hub }) => {
  test.setTimeout(120_000);
  const way = hub.way('join');
  await expect((await phone.open(way)).getByRole('link', { name: '我要报名' })).toBeVisible();
  await opensWithoutNetwork(phone.page, 'join');
  await phone.kill();
  // A gateway whose hub is away says so for every page.
  wire.answersItself(/^GET \/(?!api)/, 'HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/html\r\ncontent-length: 11\r\nconnection: close\r\n\r\nBad Gateway');
  await expect((await phone.open(way)).getByRole('link', { name: '我要报名' })).toBeVisible();
  await phone.kill();
  wire.cut();

  const page = await phone.open(way);
  await page.getByRole('link', { name: '我要报名' }).click();
  const join = Join.on(phone);
  await join.type(MEI);
  await join.agree();
  await join.send();
  await join.saysSaved();
  // A page that only the field has is not there yet, and nobody is stuck on the way to it.
  await page.getByRole('link', { name: '去看今天' }).click();
  await expect(page.getByText('现在没网，这一页还没存到这部手机里')).toBeVisible();
  wire.mend();
  await page.getByRole('button', { name: '再试一次' }).click();
  await isField(page);
  await opensWithoutNetwork(page);
  await (await Outbox.opened(phone)).isEmpty();
  wire.cut();
  await phone.open('/today');
  await isField(page);
});

// Whether a door's page of the next release is kept.
async function keepsNext(page: Page, door: string): Promise<boolean> {
  return page.evaluate(async (wanted) => {
    const kept = await caches.match(wanted);
    return kept !== undefined && (await kept.text()).includes('data-page="next"');
  }, door);
}

// She has looked at the code, so that its door is kept, and the hub gives out the next release since.
async function lookedBeforeTheNext(phone: Phone, hub: Hub, then: () => Promise<void>): Promise<void> {
  await opensWithoutNetwork(await phone.open(hub.way('join')), 'join');
  const next = await nextRelease(hub.app);
  try {
    await hub.restart(next);
    await then();
  } finally {
    await rm(next, { recursive: true, force: true });
  }
}

test('who looks at a code once more gets what the hub gives out now, of one release, and her page without network after that', async ({ phone, wire, hub }) => {
  test.setTimeout(120_000);
  const way = hub.way('join');
  await lookedBeforeTheNext(phone, hub, async () => {
    const page = await phone.open(way);
    await isOfRelease(page, 'next');
    await expect.poll(() => keepsNext(page, '/join/index.html'), { timeout: 60_000 }).toBe(true);
    wire.cut();
    await isOfRelease(await phone.open(way), 'next');
  });
});

test('whoever begins the form while a newer release arrives gets the field of that one', async ({ phone, hub }) => {
  test.setTimeout(120_000);
  await lookedBeforeTheNext(phone, hub, async () => {
    const page = await phone.open(hub.way('join'));
    await page.getByRole('link', { name: '我要报名' }).click();
    await expect.poll(() => keepsNext(page, '/index.html'), { timeout: 60_000 }).toBe(true);
  });
});

test('whoever has signed up and has only the small door without network is told so, and goes on once there is some', async ({ phone, wire, hub }) => {
  test.setTimeout(120_000);
  await opensWithoutNetwork(await phone.open(hub.way('join')), 'join');
  await Join.signedUp(phone, hub, MEI);
  await opensWithoutNetwork(phone.page);
  await phone.page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('yingchun-app-'));
    await Promise.all(names.map(async (name) => (await caches.open(name)).delete('/index.html')));
  });
  wire.cut();
  const page = await phone.open('/');
  await expect(page.getByText('现在没网，这一页还没存到这部手机里')).toBeVisible();
  wire.mend();
  await page.getByRole('button', { name: '再试一次' }).click();
  await isField(page);
  await opensWithoutNetwork(page);
});

test('the office opens without network where it has been open', async ({ another, wire, hub }) => {
  test.setTimeout(120_000);
  const desk = await another(DESK);
  const page = await comeInAs('organiser', desk, hub);
  await desk.open('/office/zones');
  await expect(page.getByRole('heading', { name: '青石村' }).first()).toBeVisible();
  await opensWithoutNetwork(page, 'office');
  wire.cut();
  await desk.open('/office/zones');
  await expect(page.getByRole('heading', { name: '青石村' }).first()).toBeVisible();
});

test('a newer release is opened when the person says so, and not before, by the first worker that was given out', async ({ phone, hub }) => {
  test.setTimeout(240_000);
  const [first, next] = [await firstRelease(hub.app), await nextRelease(hub.app)];
  try {
    await hub.restart(first);
    await leaderWithWorker(phone, hub);
    await hub.restart(next);
    // Opening finds that there is one; it stays the old one that opens, however often.
    let page = await phone.open('/zones');
    await expect(page.getByText(NEWER)).toBeVisible({ timeout: 60_000 });
    await isOfRelease(page, 'first');
    await page.getByRole('button', { name: '等会儿' }).click();
    await expect(page.getByText(NEWER)).toHaveCount(0);
    await phone.switchedOff();
    page = await phone.open('/report');
    await isOfRelease(page, 'first');

    // An old page works against the new hub: an act of it arrives.
    await goesToGardenSpot(phone);
    await page.getByRole('button', { name: '我来清' }).click();
    await expect(page.getByText('记下了').first()).toBeVisible();
    await (await Outbox.opened(phone)).isEmpty();
    await isOfRelease(page, 'first');

    // Never while something typed stands on the page.
    await phone.open('/report');
    await page.getByLabel('在哪').fill('桥北头的垃圾');
    await expect(page.getByText(NEWER)).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: '现在更新' }).click();
    await expect(page.getByText('这一页写完、存好了再更新')).toBeVisible();
    await isOfRelease(page, 'first');

    await phone.open('/zones');
    await page.getByRole('button', { name: '现在更新' }).click();
    await isOfRelease(page, 'next');
    await expect(page.getByText(NEWER)).toHaveCount(0);
    await phone.open('/report');
    await expect(page.getByLabel('在哪')).toHaveValue('桥北头的垃圾');
    await phone.switchedOff();
    page = await phone.open('/today');
    await isField(page);
    await isOfRelease(page, 'next');
  } finally {
    for (const folder of [first, next]) await rm(folder, { recursive: true, force: true });
  }
});

test('the files of the release before are still given out, and its page goes on with them', async ({ phone, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  const page = await phone.open('/zones');
  await isField(page);
  const files = await page.evaluate(() => performance.getEntriesByType('resource').map((it) => new URL(it.name).pathname).filter((it) => /\/field-[0-9a-f]{11,16}/.test(it)));
  expect(files.length).toBeGreaterThan(1);
  const next = await nextRelease(hub.app);
  try {
    await hub.restart(next);
    const statuses = () => page.evaluate((asked) => Promise.all(asked.map((file) => fetch(file, { cache: 'no-store' }).then((answer) => answer.status))), files);
    await losesApp(page);
    expect(await statuses()).toEqual(files.map(() => 200));
    await page.getByRole('link', { name: /青石河东岸/ }).first().click();
    await page.getByRole('link', { name: /河东岸第三块菜地边/ }).first().click();
    await page.getByRole('button', { name: '我来清' }).click();
    await expect(page.getByText('记下了').first()).toBeVisible();
    await (await Outbox.opened(phone)).isEmpty();
  } finally {
    await rm(next, { recursive: true, force: true });
  }
});

// Why Chromium would not put the app on the home screen.
async function objections(page: Page): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  const manifest = await devtools.send('Page.getAppManifest');
  expect(manifest.errors).toEqual([]);
  expect(manifest.url).toContain('/manifest.webmanifest');
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  return installabilityErrors.map((error) => error.errorId);
}

test('the app can be put on the home screen, as it could not without its icons', async ({ phone, hub, another }) => {
  await Join.signedUp(phone, hub, MEI);
  const page = await phone.open('/today');
  await opensWithoutNetwork(page);
  expect(await objections(page)).toEqual([]);

  const bare = await withoutIcons(hub.app);
  try {
    await hub.restart(bare);
    expect(await objections(await (await another()).open('/'))).toContain('manifest-missing-suitable-icon');
  } finally {
    await rm(bare, { recursive: true, force: true });
  }
});

test.describe('broken', () => {
  test.use({ mayBreak: true });

  test('an app that breaks without network leads to what it keeps, which can be saved there and sent later', async ({ phone, wire, hub, another }) => {
    test.setTimeout(120_000);
    await leaderWithWorker(phone, hub);
    const page = await goesToGardenSpot(phone);
    wire.cut();
    await page.getByRole('button', { name: '我来清' }).click();
    await expect(page.getByText('记下了').first()).toBeVisible();
    await breaks(page);
    await page.getByRole('button', { name: '清理完了' }).click();
    const said = page.getByRole('alert').filter({ hasText: '页面出了问题，您填的都在' });
    await said.getByRole('link', { name: '存成文件' }).click();

    const rescue = new Rescue(page, wire);
    await rescue.has(1);
    const waiting = await rescue.savesFile();
    expect([...waiting.keys()]).toEqual(['claim']);
    await rescue.finds('没连上。内容都在，有网再来一次。');
    wire.mend();
    await rescue.brings([...waiting.values()]);
    expect(await stateOf(await atADesk(another, hub), '河东岸第三块菜地边')).toBe('claimed');
    await rescue.opensAgain();
    await (await Outbox.opened(phone)).isEmpty();
  });

  test('where what the worker keeps is lost, the rescue page opens without network, and the app heals with it', async ({ phone, wire, hub }) => {
    test.setTimeout(120_000);
    const page = await leaderWithWorker(phone, hub);
    await losesApp(page);
    wire.cut();
    await phone.open('/today');
    await expect(page.getByRole('heading', { name: '这部手机里存着的' })).toBeVisible();
    wire.mend();
    await phone.open('/today');
    await isField(page);
    await opensWithoutNetwork(page);
    wire.cut();
    await phone.open('/zones');
    await isField(page);
  });
});
