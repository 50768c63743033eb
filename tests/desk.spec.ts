// The office's working day on the real hub: what could not be read, what two changed, who is one person, whose right ends, what
// everybody is told; and the officials who find their own pages.
import { type Page } from '@playwright/test';
import { DESK, expect, test } from './support/fixtures.ts';
import { goes } from './support/kept-forms.ts';
import { isKept } from './support/drafts.ts';
import { becomesUnreadable } from './support/unreadable.ts';
import { Inspector } from './pages/inspector.ts';
import { comeInAs } from './pages/invite.ts';
import { Join } from './pages/join.ts';
import { Outbox } from './pages/outbox.ts';

const PHRASE = '石桥柳树白墙红灯';

async function toldAbout(page: Page, words: string | RegExp): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(words).first()).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
}

test('what could not be read is judged again, or dismissed with a reason', async ({ phone, another, wire, hub }) => {
  test.setTimeout(180_000);
  await Join.signedUp(phone, hub, { name: '李晓梅', mobile: '13800002047' });
  await (await Outbox.opened(phone)).isEmpty();
  const field = await goes(phone, '/report');
  await field.getByLabel('在哪').fill('桥北头的垃圾');
  wire.cut();
  await field.getByRole('button', { name: '报给村里' }).click();
  await field.waitForURL(/\/today/, { waitUntil: 'commit' });
  await becomesUnreadable(field, '桥北头的垃圾');
  // What the page has in mind is the line as it wrote it.
  await phone.kill();
  wire.mend();
  await phone.open('/today');

  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const page = await goes(desk, '/office/attention');
  const row = page.getByRole('listitem').filter({ hasText: '李晓梅' });
  await expect(async () => {
    await page.reload();
    await expect(row).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await row.getByRole('button', { name: '再判一次' }).click();
  await expect(page.getByRole('status').filter({ hasText: '已再判一次' })).toBeAttached();
  await expect(row.getByText(/\d+:\d\d 再判过，仍未采用/)).toBeVisible();

  await row.getByRole('button', { name: '不采用' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: '不采用' }).click();
  await expect(sheet.getByText('必填')).toBeVisible();
  await sheet.getByLabel(/不采用的原因/).fill('测试时误发');
  await isKept(page, '测试时误发');
  await page.reload();
  await row.getByRole('button', { name: '不采用' }).click();
  await expect(sheet.getByLabel(/不采用的原因/)).toHaveValue('测试时误发');
  await sheet.getByRole('button', { name: '不采用' }).click();
  await expect(row).toHaveCount(0);

  // Its author reads why, though her own app cannot read the entry either.
  const own = await phone.open('/outbox');
  await toldAbout(own, '街道看过了，这一条不用了。街道写的：测试时误发');
  await own.getByRole('button', { name: '知道了' }).click();
  await expect(own.getByText(/条要您看看/)).toHaveCount(0);
});

test('two with one number become one person at the desk', async ({ phone, another, hub }) => {
  test.setTimeout(180_000);
  const mobile = '13800009911';
  await Join.signedUp(phone, hub, { name: '李晓梅', mobile });
  await Join.signedUp(await another(), hub, { name: '李小梅', mobile });
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const page = await goes(desk, '/office/people?show=same');
  const row = page.getByRole('row').filter({ hasText: '李小梅' });
  await expect(row).toBeVisible({ timeout: 40_000 });
  await row.getByRole('button', { name: '李小梅' }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByText('同一个手机号报过多次')).toBeVisible();
  await sheet.getByRole('button', { name: '合并到此人' }).click();
  await expect(page.getByText('已合并：李晓梅').first()).toBeVisible();
  await (await Outbox.opened(desk)).isEmpty();
  await goes(desk, '/office/people');
  await page.getByRole('searchbox').fill('李小梅');
  await expect(row).toBeVisible();
  await page.getByRole('searchbox').fill('李晓梅');
  await expect(page.getByRole('row').filter({ hasText: '李晓梅' })).toHaveCount(0);
});

test('a right that ends is gone from the phone that had it, however often it was taken up', async ({ phone, another, hub }) => {
  test.setTimeout(180_000);
  const field = await comeInAs('leader', phone, hub);
  await field.getByRole('link', { name: '点名' }).first().waitFor();
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const page = await goes(desk, '/office/settings');
  const ends = page.getByRole('row').filter({ hasText: '赵建国' }).getByRole('button', { name: '收回' });
  await ends.click();
  await expect(page.getByText(/收回.*赵建国|赵建国.*收回/).first()).toBeVisible();
  // In the same frame, not when the clock of the page moves on.
  await expect(ends).toHaveCount(0, { timeout: 2_000 });
  await (await Outbox.opened(desk)).isEmpty();
  await phone.open('/assign');
  // Her session ended with the right; as the volunteer whom the phone still knows she comes in by herself.
  await toldAbout(field, '这一页是队长用的');
  await expect(field.getByRole('link', { name: '点名' })).toHaveCount(0);
  await expect(field.getByRole('link', { name: '我的' })).toBeVisible();
  await field.getByRole('link', { name: /^消息/ }).click();
  await expect(field.getByText('街道办收回了您队长的权限')).toBeVisible();
  await expect(field.getByRole('main').getByRole('link', { name: /^打电话给柳溪街道/ })).toBeVisible();
});

test('a notice is read by volunteers and leaders, and the poster brings people in', async ({ phone, another, hub }) => {
  test.setTimeout(180_000);
  await Join.signedUp(phone, hub, { name: '李晓梅', mobile: '13800009911' });
  const led = await another();
  await comeInAs('leader', led, hub);
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const page = await goes(desk, '/office/notices');
  await page.getByLabel('标题').fill('明早改到九点');
  await page.getByLabel('内容').fill('村口集合，带手套');
  await page.getByRole('button', { name: '发布' }).click();
  await expect(page.getByText('已发布').first()).toBeVisible();
  await (await Outbox.opened(desk)).isEmpty();

  const reader = await goes(phone, '/messages');
  await toldAbout(reader, '明早改到九点');
  await reader.getByRole('link', { name: /明早改到九点/ }).click();
  await expect(reader.getByText('村口集合，带手套')).toBeVisible();
  const leader = await goes(led, '/me');
  const row = leader.getByRole('link', { name: /^消息/ });
  await expect(row).toContainText('条新消息', { timeout: 40_000 });
  await row.click();
  await expect(leader.getByRole('link', { name: /明早改到九点/ })).toBeVisible();

  await goes(desk, '/office/settings');
  await page.getByRole('link', { name: '海报' }).first().click();
  await page.waitForURL(/\/office\/poster\//);
  await expect(page.getByText(/^报名码 /)).toBeVisible();
  await expect(page.getByRole('img', { name: '扫码报名' })).toBeVisible();
});

test('an inspector reports what she finds, and comes from a zone to the spots she judges', async ({ phone, another, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('inspector', phone, hub);
  const page = await goes(phone, '/report');
  await page.getByLabel('在哪', { exact: true }).fill('桥北头的垃圾');
  await page.getByRole('button', { name: '报给村里' }).click();
  await expect(page.getByText('在哪个村（社区）还没选')).toBeVisible();
  await page.getByLabel('在哪个村（社区）').selectOption({ label: '双桥村' });
  await page.getByRole('button', { name: '报给村里' }).click();
  await page.waitForURL(/\/inspect$/);
  await new Inspector(phone).hasSentEverything();
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  await goes(desk, '/office/zones');
  await expect(desk.page.getByText('桥北头的垃圾').first()).toBeVisible();

  await goes(phone, '/zones');
  await page.locator('main a[href^="/zones/"]').first().click();
  await page.waitForURL(/\/zones\/./);
  await expect(page.getByRole('link', { name: '待验收' }).first()).toBeVisible();
  await page.locator('main .spot-card').first().click();
  await page.waitForURL(/\/inspect\/./);
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('待验收');
});

test('everybody whom a filter shows is put into a team at once', async ({ another, hub }) => {
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const page = await goes(desk, '/office/people?show=unplaced');
  await page.getByRole('button', { name: /^全选 \d+ 人$/ }).click();
  await page.getByLabel('编入服务队').selectOption({ label: '青石村 青年突击队' });
  await page.getByRole('button', { name: '编队', exact: true }).click();
  // A team takes in people of its own village; the others stay chosen.
  await expect(page.getByText('不是这个村（社区）的人没有编入')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: '青石村' })).toHaveCount(0);
  await expect(page.getByRole('row').filter({ hasText: '柳林社区' })).toHaveCount(1);
});

test('an organiser who signs in with her passphrase lands at her desk', async ({ another, hub }) => {
  test.setTimeout(120_000);
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  let page = await goes(desk, '/office/settings');
  const who = page.locator('.rail__who small');
  await expect(who).toContainText(' · ');
  const name = (await who.innerText()).split(' · ')[0] ?? '';
  const panel = page.locator('.panel').filter({ hasText: '登录口令' });
  await panel.getByLabel('新口令').fill(PHRASE);
  await panel.getByRole('button', { name: '设为口令' }).click();
  await expect(page.getByText('口令已设好').first()).toBeVisible();
  const elsewhere = await another(DESK);
  page = await elsewhere.open('/sign-in');
  await page.getByLabel('手机号或姓名').fill(name);
  await page.getByLabel('口令').fill(PHRASE);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL(/\/office$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await elsewhere.open('/');
  await page.waitForURL(/\/office$/);
});

test('a spot is called off at the desk, and a new one says how much is there', async ({ another, hub }) => {
  test.setTimeout(120_000);
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const page = await goes(desk, '/office/zones');
  await page.getByRole('button', { name: '新建点位' }).first().click();
  let sheet = page.getByRole('dialog');
  await sheet.getByLabel('片区').selectOption({ index: 1 });
  await sheet.getByLabel('点位（具体位置）').fill('渡口北侧新堆物');
  await sheet.getByRole('button', { name: '白色垃圾' }).click();
  await sheet.getByRole('button', { name: '多一个' }).click();
  await sheet.getByRole('button', { name: '多一个' }).click();
  await sheet.getByRole('button', { name: '新建点位' }).click();
  await expect(sheet).toBeHidden();
  await page.getByRole('searchbox').fill('渡口北侧新堆物');
  const row = page.getByRole('row').filter({ hasText: '渡口北侧新堆物' });
  await row.getByRole('button', { name: '修改' }).click();
  sheet = page.getByRole('dialog');
  await expect(sheet.getByRole('status').filter({ hasText: /^2$/ })).toBeVisible();
  await sheet.getByText('不用清了').first().click();
  await sheet.getByRole('button', { name: '不用清了' }).click();
  await expect(sheet.getByText(/为什么/).first()).toBeVisible();
  await sheet.getByLabel('为什么').fill('村里自己清了');
  await sheet.getByRole('button', { name: '不用清了' }).click();
  await expect(sheet).toBeHidden();
  await expect(row).toContainText('已取消');
  await (await Outbox.opened(desk)).isEmpty();
});

test('what is shown says of when it is, not what time it is', async ({ another, wire, hub }) => {
  test.setTimeout(120_000);
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const page = await goes(desk, '/office');
  const said = page.locator('.desk__small').filter({ hasText: /\d+:\d\d 更新/ });
  const read = await said.innerText();
  wire.cut();
  await page.clock.install();
  await page.clock.fastForward('02:00:00');
  await page.clock.runFor(60_000);
  await expect(said).toHaveText(read);
});
