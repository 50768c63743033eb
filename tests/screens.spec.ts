// Every screen of every role, looked at in each look and size. Nothing here is about what the screens do.
import path from 'node:path';
import { type Page } from '@playwright/test';
import { DESK, expect, test } from './support/fixtures.ts';
import { Judge } from './support/judge.ts';
import { Assign } from './pages/leader.ts';
import { Inspector } from './pages/inspector.ts';
import { comeInAs } from './pages/invite.ts';
import { Join } from './pages/join.ts';
import { Volunteer } from './pages/volunteer.ts';
import type { Phone } from './support/phone.ts';

const MEI = { name: '李晓梅', mobile: '13800002047' };
const ZONE = /青石河东岸/;
const PICTURE = path.join(import.meta.dirname, 'photos', 'portrait_6.jpg');

async function goes(phone: Phone, at: string): Promise<Page> {
  const page = await phone.open(at);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  return page;
}

test('before she has joined', async ({ phone, hub }) => {
  test.setTimeout(300_000);
  const judge = new Judge();
  for (const at of ['/', hub.way('join'), '/back', '/help', '/nowhere', '/rescue.html', '/today']) {
    const page = await phone.open(at);
    await page.locator('main').first().waitFor();
    await judge.sees(page, at);
  }
  await Join.opened(phone, hub);
  await phone.page.getByRole('button', { name: '报名', exact: true }).click();
  await phone.page.getByRole('alert').waitFor();
  for (const fold of await phone.page.locator('summary').all()) await fold.click();
  await judge.sees(phone.page, 'the form, all that is wrong');
  await Join.signedUp(phone, hub, MEI);
  await judge.sees(phone.page, 'signed up');
  for (const at of ['/today', '/zones', '/messages', '/me', '/outbox', '/report', '/']) await judge.sees(await goes(phone, at), `newcomer ${at}`);
  judge.hasNothingToSay();
});

test('a volunteer and her leader', async ({ phone, another, hub }) => {
  test.setTimeout(300_000);
  const judge = new Judge();
  await Join.signedUp(phone, hub, MEI);
  const his = await another();
  const leader = await comeInAs('leader', his, hub);
  const assign = new Assign(leader);
  await assign.takesIn(MEI.name);
  await judge.sees(leader, '/assign');
  await leader.getByRole('button', { name: '请人' }).first().click();
  await judge.sees(leader, 'the sheet 请谁去');
  await leader.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
  await assign.asks(MEI.name);

  const mei = new Volunteer(phone);
  await expect(async () => {
    await phone.open('/messages');
    await expect(phone.page.getByRole('link', { name: ZONE }).first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  await judge.sees(phone.page, '/messages');
  await phone.page.getByRole('link', { name: ZONE }).first().click();
  await phone.page.getByRole('button', { name: '我去' }).waitFor();
  await judge.sees(phone.page, '/offers/ID');
  await phone.page.getByRole('button', { name: '我去' }).click();
  await expect(phone.page.getByText(/^好，/)).toBeVisible();
  await judge.sees(phone.page, '/offers/ID, accepted');
  await judge.sees(await goes(phone, '/today'), '/today');
  await mei.signsIn();
  const mind = phone.page.getByRole('dialog', { name: '动手前看一眼' });
  await mind.waitFor();
  await judge.sees(phone.page, 'the sheet 动手前看一眼');
  await mind.getByRole('button', { name: '知道了' }).click();
  await judge.sees(phone.page, '/today, signed in');
  await phone.page.getByRole('link', { name: /河东岸第三块菜地边/ }).first().click();
  await phone.page.getByRole('button', { name: '清理完了' }).waitFor();
  await phone.page.getByRole('button', { name: '清理完了' }).click();
  await judge.sees(phone.page, '/spots/ID');
  const choosing = phone.page.waitForEvent('filechooser');
  await phone.page.getByRole('button', { name: '从相册选' }).first().click();
  await (await choosing).setFiles(PICTURE);
  await phone.page.getByRole('button', { name: '用这张' }).waitFor();
  await judge.sees(phone.page, 'a photo before it is used');
  await phone.page.getByRole('button', { name: '用这张' }).click();
  for (const fold of await phone.page.locator('summary').all()) await fold.click();
  await judge.sees(phone.page, '/spots/ID with a photo');
  await mei.isDone();
  await judge.sees(phone.page, '/spots/ID, done');
  for (const at of ['/zones', '/me', '/outbox', '/report']) await judge.sees(await goes(phone, at), at);
  await goes(phone, '/zones');
  await phone.page.getByRole('link', { name: ZONE }).first().click();
  await phone.page.waitForURL(/\/zones\/./);
  await judge.sees(phone.page, '/zones/ID');
  await goes(phone, '/today');
  await phone.page.getByRole('button', { name: '拍照' }).first().click();
  await phone.page.getByRole('dialog').waitFor();
  await judge.sees(phone.page, 'the sheet 拍哪一处？');
  await phone.page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();

  for (const at of ['/people', '/roll', '/today', '/me']) await judge.sees(await goes(his, at), `leader ${at}`);
  await goes(his, '/people');
  await leader.getByRole('link', { name: MEI.name }).first().click();
  await leader.waitForURL(/\/people\/./);
  await judge.sees(leader, '/people/ID');
  await goes(his, '/roll');
  await leader.getByRole('button', { name: '加一个人' }).click();
  await leader.getByRole('dialog').getByRole('button', { name: '到了' }).click();
  await judge.sees(leader, 'the sheet 加一个人');
  judge.hasNothingToSay();
});

test('an inspector', async ({ phone, hub }) => {
  test.setTimeout(300_000);
  const judge = new Judge();
  await phone.open(hub.way('inspector'));
  await phone.page.getByRole('button', { name: '接受' }).click();
  await judge.sees(phone.page, '/invite');
  await comeInAs('inspector', phone, hub);
  await judge.sees(phone.page, '/inspect');
  await phone.page.getByRole('main').getByRole('link').first().click();
  await phone.page.getByRole('button', { name: '验收通过' }).waitFor();
  await judge.sees(phone.page, '/inspect/ID');
  await phone.page.getByRole('button', { name: '退回整改' }).click();
  await phone.page.getByRole('button', { name: /^退回/ }).last().click();
  await judge.sees(phone.page, 'the sheet 退回整改');
  await phone.page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
  await new Inspector(phone).passes();
  await judge.seesInPassing(phone.page, 'passed, 撤回 on the screen');
  await expect(phone.page.getByRole('button', { name: '撤回' })).toBeVisible();
  await judge.sees(phone.page, 'passed');
  for (const at of ['/zones', '/me', '/outbox']) await judge.sees(await goes(phone, at), `inspector ${at}`);
  await phone.open('/invite#spent');
  await phone.page.getByText('这个邀请用过了').first().waitFor();
  await judge.sees(phone.page, '/invite, spent');
  judge.hasNothingToSay();
});

test('the office', async ({ another, hub }) => {
  test.setTimeout(300_000);
  const judge = new Judge();
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  for (const room of ['', '/zones', '/people', '/inspections', '/notices', '/ledgers', '/settings', '/nowhere']) {
    const page = await desk.open(`/office${room}`);
    await page.locator('main').waitFor();
    await judge.sees(page, `/office${room}`);
  }
  const page = await goes(desk, '/office/zones');
  for (const form of ['新建村（社区）', '新建服务队', '新建片区', '新建点位']) {
    await page.getByRole('button', { name: form }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: form }).click();
    await judge.sees(page, `the form ${form}`);
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).click();
  }
  judge.hasNothingToSay();
});
