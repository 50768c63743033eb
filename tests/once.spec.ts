// What is pressed twice, or sent over a line that breaks, happens once.
import path from 'node:path';
import { type Page } from '@playwright/test';
import { DESK, expect, test } from './support/fixtures.ts';
import { comeInAs } from './pages/invite.ts';
import { Join } from './pages/join.ts';
import { Assign } from './pages/leader.ts';
import { Outbox } from './pages/outbox.ts';
import { Volunteer } from './pages/volunteer.ts';
import type { Phone } from './support/phone.ts';

const MEI = { name: '李晓梅', mobile: '13800002047' };
const PICTURE = path.join(import.meta.dirname, 'photos', 'portrait_6.jpg');

async function takesPicture(page: Page): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '从相册选' }).first().click();
  await (await choosing).setFiles(PICTURE);
  await page.getByRole('button', { name: '用这张' }).click();
}

async function pressesTwice(page: Page, button: string): Promise<void> {
  // Two touches before the page has drawn anything in between.
  await page.getByRole('button', { name: button, exact: true }).last().evaluate((it: HTMLElement) => { it.click(); it.click(); });
}

async function reports(phone: Phone, place: string): Promise<void> {
  const page = await phone.open('/report');
  await takesPicture(page);
  await page.getByLabel('在哪').fill(place);
  await pressesTwice(page, '报给村里');
  await page.waitForURL(/\/today/);
}

test('a report that is pressed twice is one, and a spot of the office too', async ({ phone, another, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  await reports(phone, '桥北头的垃圾');
  await (await Outbox.opened(phone)).isEmpty();

  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const page = await desk.open('/office/zones');
  await expect(page.getByRole('listitem').filter({ hasText: '桥北头的垃圾' })).toHaveCount(1);
  await page.getByRole('button', { name: '新建村（社区）' }).first().click();
  await page.getByRole('dialog').getByLabel('名称').fill('上河村');
  await pressesTwice(page, '新建村（社区）');
  await expect(page.getByRole('heading', { name: '上河村' })).toHaveCount(1);
  await expect(page.getByRole('dialog')).toBeHidden();
  await desk.open('/office/zones');
  await expect(page.getByRole('heading', { name: '上河村' })).toHaveCount(1);
  await page.getByRole('button', { name: '新建村（社区）' }).first().click();
  await expect(page.getByRole('dialog').getByLabel('名称')).toHaveValue('');
});

test('a registration whose answer is lost on the way arrives once', async ({ phone, another, wire, hub }) => {
  test.setTimeout(120_000);
  const mei = { name: '李晓梅', mobile: '13800002047' };
  const join = await Join.opened(phone, hub);
  await join.type(mei);
  await join.agree();
  wire.loseAnswers();
  await pressesTwice(phone.page, '报名');
  await join.saysSaved();
  await wire.hasLostAnswerTo('/api/push');
  wire.mend();
  await join.saysSignedUp();
  await (await Outbox.opened(phone)).isEmpty();
  const leader = await comeInAs('leader', await another(), hub);
  await expect(leader.getByText(mei.name, { exact: true })).toHaveCount(1);
});

test('a yes to an invitation whose answer was lost lets her in when she opens the link again', async ({ phone, wire, hub }) => {
  test.setTimeout(120_000);
  const page = await phone.open(hub.way('leader'));
  await page.getByLabel('我看过说明').check();
  wire.loseAnswers();
  await page.getByRole('button', { name: '接受' }).click();
  await wire.hasLostAnswerTo('/api/invitations/accept');
  wire.mend();
  await phone.kill();
  const again = await phone.open(hub.way('leader'));
  await again.waitForURL(/\/today/);
  await phone.open('/assign');
  await expect(again.getByRole('heading', { name: '分派' })).toBeVisible();
});

test('work with a photo over a line that breaks all the time arrives once', async ({ phone, wire, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  const page = await phone.open('/zones');
  await page.getByRole('link', { name: /青石河东岸/ }).first().click();
  await page.getByRole('link', { name: /河东岸第三块菜地边/ }).first().click();
  await takesPicture(page);
  wire.resetEvery(40_000);
  await pressesTwice(page, '清理完了');
  await expect(page.getByText('等督查来看').first()).toBeVisible();
  const spot = new URL(page.url()).pathname;
  await phone.losesTab();
  wire.mend();
  await (await Outbox.opened(phone)).isEmpty();
  await phone.open(spot);
  await expect(phone.page.getByText('等督查来看', { exact: true })).toBeVisible();
  await expect(phone.page.getByText(/第 \d 次交上去了/)).toHaveCount(0);
});

test('who signs in with two touches in one frame came once', async ({ phone, another, hub }) => {
  test.setTimeout(180_000);
  await Join.signedUp(phone, hub, MEI);
  const assign = new Assign(await comeInAs('leader', await another(), hub));
  await assign.takesIn(MEI.name);
  await assign.asks(MEI.name);
  const mei = new Volunteer(phone);
  await mei.isAskedTo(/青石河东岸/);
  await mei.accepts(/青石河东岸/);
  const page = await phone.open('/today');
  await pressesTwice(page, '我到了，签到');
  await page.getByRole('dialog').getByRole('button', { name: '知道了' }).click();
  await expect(page.getByText(/已签到/).first()).toBeVisible();
  const outbox = await Outbox.opened(phone);
  await outbox.isEmpty();
  await page.getByText('传上去的').click();
  await expect(page.getByText(/^签到 \d/)).toHaveCount(1);
});
