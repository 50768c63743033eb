// A team leader's screens.
import path from 'node:path';
import type { Page } from '@playwright/test';
import { comeInAs } from '../pages/invite.ts';
import { closes, goes, unfolds, type Cast, type Eye } from './eye.ts';

const PICTURE = path.join(import.meta.dirname, '..', 'photos', 'landscape_3.jpg');
const SPOT = /河东岸第三块菜地边/;

export async function leader(eye: Eye, cast: Cast): Promise<void> {
  const { phone, hub } = cast;
  const page = await phone.open(hub.way('leader'));
  await page.getByRole('button', { name: '接受' }).click();
  await eye.glances(page, 'invitation');
  await comeInAs('leader', phone, hub);
  await assigns(eye, page);
  await looksAtPeople(eye, cast, page);
  await callsTheRoll(eye, cast, page);
  for (const at of ['today', 'zones', 'me']) await eye.sees(await goes(phone, `/${at}`), at);
  await unfolds(page);
  await eye.glances(page, 'me, all unfolded');
  await doesForOthers(eye, cast, page);
}

async function assigns(eye: Eye, page: Page): Promise<void> {
  await eye.sees(page, 'assign');
  await opens(eye, page, '看看', 'assign, the suggestion');
  await page.getByRole('button', { name: '请人' }).first().click();
  await page.getByRole('dialog').waitFor();
  await eye.sees(page, 'assign, whom to ask');
  await closes(page);
  await opens(eye, page, '改时间、地点', 'assign, time and place');
  await page.getByRole('button', { name: '改安排' }).first().click();
  await eye.glances(page, 'assign, changing');
  await page.getByRole('button', { name: '编入我的队' }).first().click();
  await page.getByRole('button', { name: '撤销' }).waitFor();
  await eye.glances(page, 'assign, just taken in');
}

// A sheet behind a button, where the screen has the button.
async function opens(eye: Eye, page: Page, button: string, screen: string): Promise<void> {
  const way = page.getByRole('button', { name: button, exact: true }).first();
  if (!(await way.isVisible())) return;
  await way.click();
  await page.getByRole('dialog').waitFor();
  await eye.sees(page, screen);
  await closes(page);
}

async function looksAtPeople(eye: Eye, { phone }: Cast, page: Page): Promise<void> {
  await eye.sees(await goes(phone, '/people'), 'people');
  await page.locator('main a[href^="/people/"]').first().click();
  await page.waitForURL(/\/people\/./);
  await page.getByRole('button', { name: '改资料' }).waitFor();
  await unfolds(page);
  await eye.sees(page, 'person');
  await opens(eye, page, '改资料', 'person, changing details');
  await opens(eye, page, '改时间', 'person, changing the times');
  await opens(eye, page, '删掉信息', 'person, erasing');
}

async function callsTheRoll(eye: Eye, { phone }: Cast, page: Page): Promise<void> {
  await eye.sees(await goes(phone, '/roll'), 'roll');
  await page.getByRole('button', { name: '加一个人' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '到了' }).click();
  await eye.sees(page, 'roll, adding a person');
  await closes(page);
  await opens(eye, page, '改', 'roll, changing the time');
  await page.getByRole('button', { name: '照纸上的补录' }).click();
  await page.getByRole('dialog').waitFor();
  await eye.sees(page, 'roll, from paper');
  await closes(page);
  const here = page.getByRole('button', { name: '都到了' });
  if (await here.isVisible()) {
    await here.click();
    await eye.glances(page, 'roll, all are here');
  }
}

async function doesForOthers(eye: Eye, { phone }: Cast, page: Page): Promise<void> {
  await goes(phone, '/zones');
  await page.locator('main a[href^="/zones/"]').first().click();
  await page.waitForURL(/\/zones\/./);
  await eye.sees(page, 'zone');
  await page.getByRole('link', { name: SPOT }).first().click();
  await page.getByRole('button', { name: '清理完了' }).waitFor();
  await eye.sees(page, 'spot, open');
  const choosing = page.waitForEvent('filechooser');
  await page.getByText('从相册选').first().click();
  await (await choosing).setFiles(PICTURE);
  await page.getByRole('button', { name: '用这张' }).click();
  await page.getByRole('button', { name: '清理完了' }).click();
  await page.getByText('等督查来看').first().waitFor();
  await eye.sees(page, 'spot, done');
  await opens(eye, page, '记错了', 'spot, a mistake');
}
