// A volunteer's days: asked, there, cleaning, sent back, done; and what her phone says without a network.
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { Inspector } from '../pages/inspector.ts';
import { comeInAs } from '../pages/invite.ts';
import { Join } from '../pages/join.ts';
import { Assign } from '../pages/leader.ts';
import { Volunteer } from '../pages/volunteer.ts';
import { closes, goes, unfolds, type Cast, type Eye } from './eye.ts';

const MEI = { name: '李晓梅', mobile: '13800002047' };
const ZONE = /青石河东岸/;
const SPOT = '河东岸第三块菜地边';
const OTHER = /待清理/;
const PICTURE = path.join(import.meta.dirname, '..', 'photos', 'portrait_6.jpg');

export async function volunteer(eye: Eye, cast: Cast): Promise<void> {
  const { phone, another, hub } = cast;
  await Join.signedUp(phone, hub, MEI);
  const assign = new Assign(await comeInAs('leader', await another(), hub));
  await assign.takesIn(MEI.name);
  await assign.asks(MEI.name);
  const page = phone.page;
  const mei = new Volunteer(phone);
  await isAsked(eye, cast);
  await signsIn(eye, cast);
  await cleans(eye, page, mei);
  for (const at of ['zones', 'messages', 'me', 'hours', 'outbox', 'report', 'help']) {
    await goes(phone, `/${at}`);
    await eye.sees(page, at);
  }
  await looksAround(eye, cast);
  await isSentBack(eye, cast, mei);
  await goesHome(eye, cast);
  await isOffline(eye, cast);
}

async function isAsked(eye: Eye, { phone }: Cast): Promise<void> {
  await expect(async () => {
    await phone.open('/messages');
    await expect(phone.page.getByRole('link', { name: ZONE }).first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  const page = phone.page;
  await eye.glances(page, 'messages, asked');
  await eye.glances(await goes(phone, '/today'), 'today, asked');
  await phone.open('/messages');
  await page.getByRole('link', { name: ZONE }).first().click();
  await page.getByRole('button', { name: '我去' }).waitFor();
  await eye.sees(page, 'offer');
  await page.getByRole('button', { name: '换个时间' }).click();
  await page.getByRole('dialog').waitFor();
  await eye.sees(page, 'offer, another time');
  await closes(page);
  await page.getByRole('button', { name: '去不了' }).click();
  await page.getByText('队长另作安排').first().waitFor();
  await eye.glances(page, 'offer, declined');
  await page.getByRole('button', { name: '改主意了' }).click();
  const sheet = page.getByRole('dialog');
  if (await sheet.isVisible()) await sheet.getByRole('button', { name: '我去' }).click();
  else await page.getByRole('button', { name: '我去' }).click();
  await expect(page.getByText(/^好，/)).toBeVisible();
  await eye.sees(page, 'offer, accepted');
}

async function signsIn(eye: Eye, { phone }: Cast): Promise<void> {
  const page = await goes(phone, '/today');
  await eye.sees(page, 'today, before');
  await page.getByRole('button', { name: '我到了，签到' }).click();
  await expect(page.getByText(/已签到/).first()).toBeVisible();
  const mind = page.getByRole('dialog', { name: '动手前看一眼' });
  await mind.waitFor();
  await eye.sees(page, 'what to mind');
  await mind.getByRole('button', { name: '知道了' }).click();
  await eye.sees(page, 'today, during');
}

async function cleans(eye: Eye, page: Page, mei: Volunteer): Promise<void> {
  await page.getByRole('link', { name: new RegExp(SPOT) }).first().click();
  await page.getByRole('button', { name: '清理完了' }).click();
  await eye.sees(page, 'spot, a photo is missing');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '从相册选' }).first().click();
  await (await choosing).setFiles(PICTURE);
  await page.getByRole('button', { name: '用这张' }).waitFor();
  await eye.sees(page, 'photo, before it is used');
  await page.getByRole('button', { name: '遮住人脸' }).click();
  await page.getByRole('application').click({ position: { x: 60, y: 90 } });
  await eye.glances(page, 'photo, a face covered');
  await page.getByRole('button', { name: '遮好了' }).click();
  await page.getByRole('button', { name: '用这张' }).click();
  await unfolds(page);
  await eye.sees(page, 'spot, with a photo');
  await mei.isDone();
  await eye.glances(page, 'spot, just done');
}

async function looksAround(eye: Eye, { phone }: Cast): Promise<void> {
  const page = await goes(phone, '/me');
  await page.getByRole('button', { name: '改一改' }).first().click();
  await unfolds(page);
  await eye.glances(page, 'me, changing');
  await page.getByRole('button', { name: '不再参加，删掉我的信息' }).click();
  await page.getByRole('dialog').waitFor();
  await eye.glances(page, 'me, leaving');
  await goes(phone, '/zones');
  await page.getByRole('link', { name: ZONE }).first().click();
  await page.waitForURL(/\/zones\/./);
  await eye.sees(page, 'zone');
  await page.getByRole('link', { name: OTHER }).first().click();
  await page.waitForURL(/\/spots\/./);
  await eye.glances(page, 'spot, open');
  await goes(phone, '/today');
  await page.getByRole('button', { name: '拍照' }).first().click();
  await page.getByRole('dialog').waitFor();
  await eye.sees(page, 'which spot');
  await closes(page);
}

async function isSentBack(eye: Eye, { phone, another, hub }: Cast, mei: Volunteer): Promise<void> {
  await mei.hasSentEverything();
  const eyes = await another();
  await comeInAs('inspector', eyes, hub);
  const inspector = new Inspector(eyes);
  await inspector.looksAt(SPOT);
  await inspector.sendsBack('没清干净', '菜地边还有一只袋子');
  await inspector.hasSentEverything();
  await expect(async () => {
    await mei.goesTo(SPOT);
    await expect(phone.page.getByText('这处还差一点')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  const page = phone.page;
  await eye.sees(page, 'spot, sent back');
  await page.getByRole('button', { name: '我觉得已经干净了' }).click();
  await eye.glances(page, 'spot, objecting');
  await eye.glances(await goes(phone, '/today'), 'today, sent back');
  await eye.glances(await goes(phone, '/messages'), 'messages, sent back');
}

async function goesHome(eye: Eye, { phone }: Cast): Promise<void> {
  const page = await goes(phone, '/today');
  await page.getByRole('button', { name: '我走了，签退' }).first().click();
  await page.getByText('辛苦了').first().waitFor();
  await eye.sees(page, 'today, after');
  await page.getByText('时间不对').first().click();
  await eye.glances(page, 'today, after, the time is wrong');
}

async function isOffline(eye: Eye, { phone, wire }: Cast): Promise<void> {
  const page = await goes(phone, '/zones');
  await page.getByRole('link', { name: ZONE }).first().click();
  await page.getByRole('link', { name: OTHER }).first().click();
  wire.cut();
  await page.getByRole('button', { name: '我来清' }).click();
  await page.getByText('等网络').first().waitFor();
  await eye.glances(page, 'spot, offline');
  await page.getByRole('link', { name: /等网络/ }).first().click();
  await page.waitForURL(/\/outbox/);
  await unfolds(page);
  await eye.sees(page, 'outbox, offline');
  wire.mend();
}
