// Where what a phone keeps is in danger, or cannot be sent: what is said, and the ways on.
import { DESK, expect, test, WECHAT } from './support/fixtures.ts';
import { clearedAway, hasWaited, opensLate } from './support/broken.ts';
import { goes } from './support/kept-forms.ts';
import { hasNoWorkers, opensWithoutNetwork } from './support/worker.ts';
import { Assign } from './pages/leader.ts';
import { atADesk, comeInAs } from './pages/invite.ts';
import { Join } from './pages/join.ts';
import { Outbox } from './pages/outbox.ts';
import { TakeIn } from './pages/take-in.ts';
import type { Hub } from './support/hub.ts';
import type { Phone } from './support/phone.ts';
import { keptOn } from './support/promises.ts';
import { savesFile } from './support/saved.ts';
import { spotsAt } from './support/spots.ts';
import type { Wire } from './support/wire.ts';

// What was lost at the first try is lost.
test.describe.configure({ retries: 0 });

const MEI = { name: '李晓梅', mobile: '13800002047' };
const IN_WECHAT = /^在微信里，没网时打不开这一页/;
const A_DAY = 86_400_000;
const PLACE = '没网时报的一处';

const kindsOf = (file: string) => file.trim().split('\n').map((line) => (JSON.parse(line) as { kind: string }).kind);

async function takesSpotWithoutNetwork(phone: Phone, hub: Hub, wire: Wire): Promise<void> {
  await comeInAs('leader', phone, hub);
  await (await Outbox.opened(phone)).isEmpty();
  await opensWithoutNetwork(phone.page);
  const page = await phone.open('/zones');
  await page.getByRole('link', { name: /青石河东岸/ }).first().click();
  await page.getByRole('link', { name: /河东岸第三块菜地边/ }).first().click();
  wire.cut();
  await page.getByRole('button', { name: '我来清' }).click();
  await expect(page.getByText('记下了').first()).toBeVisible();
}

test('inside WeChat on an iPhone she is told what opening in a browser adds, after signing up and once', async ({ another, phone, hub }) => {
  const wechat = await another(WECHAT);
  await hasNoWorkers(await wechat.open());
  const page = await wechat.open(hub.way('join'));
  await expect(page.getByRole('link', { name: '我要报名' })).toBeVisible();
  await expect(page.getByText(IN_WECHAT)).toHaveCount(0);
  await Join.signedUp(wechat, hub, MEI);
  await expect(page.getByText(IN_WECHAT)).toBeVisible();
  await page.getByRole('button', { name: '教我怎么做' }).click();
  await expect(page.getByText('点“在浏览器打开”')).toBeVisible();
  await page.getByRole('button', { name: '知道了' }).click();
  await expect(page.getByText(IN_WECHAT)).toHaveCount(0);
  await page.getByRole('link', { name: '再替一位家人报名' }).click();
  const family = Join.on(wechat);
  await family.type({ name: '李大山', mobile: '13800002048' });
  await family.agree();
  await family.send();
  await family.saysSignedUp();
  await expect(page.getByText(IN_WECHAT)).toHaveCount(0);

  await Join.signedUp(phone, hub, { name: '李芳', mobile: '13800002049' });
  await expect(phone.page.getByText(IN_WECHAT)).toHaveCount(0);
});

test('the way out of WeChat waits until all is sent, her own link lets her go on elsewhere, and a no is for good', async ({ another, hub, wire }) => {
  test.setTimeout(120_000);
  const phone = await another(WECHAT);
  await hasNoWorkers(await phone.open());
  await Join.signedUp(phone, hub, MEI);
  const page = await phone.open('/me');
  const opens = page.getByText('放到手机桌面');
  const card = page.locator('details').filter({ has: opens });
  const steps = card.getByRole('listitem');
  const copies = card.getByRole('button', { name: '复制我的专用链接' });
  // Not on the first day.
  await expect(page.getByRole('button', { name: '不再参加，删掉我的信息' })).toBeVisible();
  await expect(opens).toHaveCount(0);
  await page.evaluate(() => localStorage.setItem('yingchun.seen.install', '["2020-01-01"]'));
  await phone.open('/me');
  await opens.click();
  await expect(steps).toContainText(['点右上角 ···', '点“在浏览器打开”', '点“添加到桌面”（苹果：分享 → 添加到主屏幕）']);
  await copies.click();
  const link = page.getByText(/\/invite#/);
  await expect(link).toBeVisible({ timeout: 40_000 });
  await copies.click();
  await expect(page.getByRole('button', { name: '复制好了，到浏览器里粘贴' })).toBeVisible();

  const browser = await another();
  const { pathname, hash } = new URL((await link.textContent()) ?? '');
  const other = await browser.open(pathname + hash);
  await other.getByLabel('我看过说明').check();
  await expect(other.getByRole('heading', { name: '接着用' })).toBeVisible();
  await other.getByRole('button', { name: '接着用' }).click();
  await other.waitForURL(/\/today/);
  await browser.open('/me');
  await expect(other.getByRole('heading', { name: MEI.name })).toBeVisible();

  // What waits here would wait here: first it goes.
  wire.cut();
  await page.getByRole('button', { name: '改一改' }).first().click();
  await page.getByLabel('紧急联系人').fill('儿子 王强');
  await page.getByLabel('对方的手机号').fill('13800002050');
  await page.getByRole('button', { name: '存好' }).first().click();
  await expect(card.getByText('先等这 1 条传完再换')).toBeVisible();
  await expect(steps).toHaveCount(0);
  await expect(card.getByText(/专用链接|\/invite#/)).toHaveCount(0);
  wire.mend();
  await expect(steps).toHaveCount(3, { timeout: 60_000 });
  await expect(card.getByText('先等这 1 条传完再换')).toHaveCount(0);
  await expect(other.getByText('儿子 王强').first()).toBeVisible({ timeout: 40_000 });

  await card.getByRole('button', { name: '不用，微信里就行' }).click();
  await expect(opens).toHaveCount(0);
  await phone.open('/me');
  await expect(page.getByRole('button', { name: '不再参加，删掉我的信息' })).toBeVisible();
  await expect(opens).toHaveCount(0);
});

test('a phone that its browser cleared away says so, with the way back', async ({ phone, hub }) => {
  await Join.signedUp(phone, hub, MEI);
  await phone.open('/today');
  await clearedAway(phone.page);
  let page = await phone.open('/today');
  await expect(page.getByText(/这部手机里存的被清掉了/)).toBeVisible();
  page = await phone.open('/');
  await expect(page.getByText(/这部手机里存的被清掉了/)).toBeVisible();
  await page.getByRole('link', { name: '接着用', exact: true }).click();
  await expect(page.getByRole('heading', { name: '接着用' })).toBeVisible();
});

// The entries that a phone's cookies name as unsent.
async function named(phone: Phone): Promise<number> {
  const cookies = await phone.page.context().cookies();
  const waiting = cookies.filter(({ name }) => name.startsWith('yingchun_waits_'));
  return waiting.flatMap(({ value }) => value.split('.')).length;
}

test('what was cleared away before it was sent is named to the office once she is back, until somebody asked her', async ({ phone, another, hub, wire }) => {
  test.setTimeout(180_000);
  await Join.signedUp(phone, hub, MEI);
  const leader = await comeInAs('leader', await another(), hub);
  await new Assign(leader).takesIn(MEI.name);
  await (await Outbox.opened(phone)).isEmpty();
  await expect.poll(() => named(phone)).toBe(0);
  const page = await goes(phone, '/report');
  await page.getByLabel('在哪').fill('桥北头老墙根');
  wire.cut();
  await page.getByRole('button', { name: '报给村里' }).click();
  await expect(page.getByText('记下了').first()).toBeVisible();
  await expect.poll(() => named(phone)).toBe(1);
  const site = new URL(page.url());
  await page.goto('about:blank');
  await clearedAway(page, site);

  wire.mend();
  await phone.open('/today');
  await expect(page.getByText(/有 1 条还没传上去/)).toBeVisible();
  await page.getByRole('link', { name: '接着用', exact: true }).click();
  await page.getByLabel('姓名').fill(MEI.name);
  await page.getByLabel('手机号').fill(MEI.mobile);
  await page.getByRole('button', { name: '告诉队长' }).click();
  await expect(page.getByText('已告诉队长，队长点一下您就能进')).toBeVisible();
  await leader.reload();
  await leader.getByRole('button', { name: '是本人，放行' }).click();
  await expect(leader.getByText('要在别的手机上接着用')).toBeHidden();
  await page.getByRole('button', { name: '看看好了没有' }).click();
  await page.waitForURL(/\/today/);
  await expect.poll(() => named(phone), { timeout: 40_000 }).toBe(0);

  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const office = await goes(desk, '/office/attention');
  const row = office.getByRole('listitem').filter({ hasText: MEI.name });
  await expect(row).toContainText('1 条没传上来');
  await row.getByRole('button', { name: '查看完整号码' }).click();
  await expect(row.getByText(MEI.mobile)).toBeVisible();
  await expect(row.getByRole('link', { name: '打电话' })).toHaveAttribute('href', `tel:${MEI.mobile}`);
  await row.getByRole('button', { name: '知道了' }).click();
  await expect(row).toHaveCount(0);
  await office.reload();
  await expect(office.getByRole('heading', { name: '待处理' }).first()).toBeVisible();
  await expect(office.getByText('读不出来的条目').first()).toBeVisible();
  await expect(row).toHaveCount(0);
});

test('storage that does not open at once is said to be shut, and opens by itself', async ({ phone, hub }) => {
  await Join.signedUp(phone, hub, MEI);
  const opens = await opensLate(phone.page);
  const page = await phone.open('/me');
  await expect(page.getByText(/存的东西一时打不开，正在再试/)).toBeVisible();
  await expect(page.getByRole('button', { name: '再试一次' })).toBeVisible();
  await opens();
  await expect(page.getByRole('heading', { name: MEI.name })).toBeVisible();
  await phone.open('/me');
  await opens();
  await expect(page.getByRole('heading', { name: MEI.name })).toBeVisible();
});

test('what waits can be saved as a file for the leader to bring', async ({ phone, hub, wire }) => {
  await takesSpotWithoutNetwork(phone, hub, wire);
  const page = phone.page;
  await page.getByRole('link', { name: /条等网络/ }).click();
  await page.getByText('传不上去？交给队长代传').click();
  expect(kindsOf((await savesFile(page)).text)).toEqual(['claim']);
  await expect(page.getByText('存成文件了：yingchun-1.jsonl')).toBeVisible();
});

test('the office takes in the file of a phone without network, twice with one effect, and the phone hears the same', async ({ phone, hub, wire, another }) => {
  test.setTimeout(180_000);
  await takesSpotWithoutNetwork(phone, hub, wire);
  const page = await phone.open('/report');
  await page.getByRole('button', { name: '白色垃圾' }).click();
  await page.getByLabel('在哪').fill(PLACE);
  await page.getByRole('button', { name: '报给村里' }).click();
  await expect(page.getByText('记下了').first()).toBeVisible();
  await phone.open('/outbox');
  await page.getByText('传不上去？交给队长代传').click();
  const { name, text } = await savesFile(page);
  expect([name, kindsOf(text)]).toEqual(['yingchun-2.jsonl', ['claim', 'report']]);
  await phone.switchedOff();
  wire.mend();

  const desk = await atADesk(another, hub);
  const first = await (await TakeIn.opened(desk)).brings(text);
  expect(first.said).toBe('收下了：2 条算数，0 条没采用，0 条等别的先到，0 条另放着');
  expect(await (await TakeIn.opened(desk)).brings(text)).toEqual(first);
  const ids = first.receipts.map((receipt) => receipt.id);
  expect(ids.map((id) => wire.pushes.get(id) ?? 0), 'nothing came from the phone itself').toEqual([0, 0]);

  await (await Outbox.opened(phone)).isEmpty();
  for (const id of ids) expect(wire.pushes.get(id), 'the phone asks for itself').toBeGreaterThan(0);
  const kept = (await keptOn(phone)).entries.filter((entry) => ids.includes(entry.id));
  expect(kept.map((entry) => entry.receipt)).toEqual(first.receipts);
  expect((await spotsAt(desk)).filter(({ place }) => place === PLACE)).toHaveLength(1);
});

test('what has waited for a day is said quietly, and a clock that jumped makes nothing old', async ({ phone, hub, wire }) => {
  test.setTimeout(120_000);
  await takesSpotWithoutNetwork(phone, hub, wire);
  const page = phone.page;
  const old = page.getByText(/存了一天多，还没传上去/);
  for (const [age, said] of [[A_DAY * 3_650, 0], [A_DAY + 60_000, 1], [60_000, 0]] as const) {
    await hasWaited(page, age);
    await phone.open('/zones');
    await expect(page.getByText(/条都存在这部手机里，有网自己会传|网不稳|存了一天多/)).toBeVisible({ timeout: 60_000 });
    await expect(old).toHaveCount(said);
  }
});
