// The office's rooms, its forms, and its sheets.
import type { Page } from '@playwright/test';
import { comeInAs } from '../pages/invite.ts';
import { DESK } from '../support/phone.ts';
import { closes, goes, type Cast, type Eye } from './eye.ts';

const ROOMS = ['', 'attention', 'zones', 'people', 'import', 'inspections', 'notices', 'ledgers', 'settings', 'conflicts', 'nowhere'];
const PRINTS = ['roster', 'sign-in', 'problems'];
const FORMS = [['新建村（社区）', 'a community'], ['新建服务队', 'a team'], ['新建片区', 'a zone'], ['新建点位', 'a spot']] as const;
const PASTED = '姓名,手机号,备注\n陈秀英,13800001111,上午有空\n王二,138,\n陈秀英,13800001111,\n';

export async function organiser(eye: Eye, { another, hub, wire }: Cast): Promise<void> {
  const desk = await another(DESK);
  const stranger = await desk.open('/office');
  await stranger.locator('.empty').waitFor();
  await eye.glances(stranger, 'not an organiser');
  await comeInAs('organiser', desk, hub);
  const page = desk.page;
  for (const room of ROOMS) {
    await goes(desk, `/office/${room}`);
    await eye.sees(page, room === '' ? 'overview' : room);
  }
  await goes(desk, '/office');
  await page.getByRole('button', { name: /^17:00 日报/ }).click();
  await eye.sees(page, 'overview, the day’s report');
  await closes(page);
  for (const sheet of PRINTS) await eye.glances(await goes(desk, `/office/print/${sheet}`), `print, ${sheet}`);

  await goes(desk, '/office/zones');
  await makes(eye, page);
  await changes(eye, page);
  await goes(desk, '/office/people');
  await looksAtOne(eye, page);
  await goes(desk, '/office/import');
  await page.getByRole('textbox').first().fill(PASTED);
  await page.getByRole('table').first().waitFor();
  await eye.sees(page, 'import, read');
  await goes(desk, '/office/settings');
  await setsUp(eye, page);
  await goes(desk, '/office/notices');
  await page.getByRole('button', { name: '发布' }).click();
  await eye.glances(page, 'notices, all that is wrong');
  wire.cut();
  await page.reload().catch(() => undefined);
  wire.mend();
}

async function makes(eye: Eye, page: Page): Promise<void> {
  for (const [form, what] of FORMS) {
    await page.getByRole('button', { name: form }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: form }).click();
    await eye.sees(page, `new, ${what}`);
    await closes(page);
  }
  const check = page.getByRole('button', { name: '核实', exact: true }).first();
  await check.click();
  await page.getByRole('dialog').waitFor();
  await eye.sees(page, 'a report to check');
  await closes(page);
}

async function changes(eye: Eye, page: Page): Promise<void> {
  const edits: [RegExp, string][] = [
    [/^修改村（社区）$/, 'a community'], [/^修改 /, 'a team'], [/^修改$/, 'a zone'], [/^改场次和集合地点$/, 'slots'], [/^换服务队$/, 'another team'],
  ];
  for (const [button, what] of edits) {
    await page.getByRole('button', { name: button }).first().click();
    await page.getByRole('dialog').waitFor();
    await eye.sees(page, `change, ${what}`);
    await closes(page);
  }
  await page.getByRole('button', { name: /^修改$/ }).last().click();
  await page.getByRole('dialog').waitFor();
  await eye.sees(page, 'change, a spot');
  await closes(page);
}

async function looksAtOne(eye: Eye, page: Page): Promise<void> {
  await page.getByRole('checkbox').first().check();
  await page.getByRole('checkbox').nth(1).check();
  await eye.glances(page, 'people, two chosen');
  await page.getByRole('searchbox').fill('没有这个人');
  await eye.glances(page, 'people, nobody found');
  await page.getByRole('searchbox').fill('');
  await page.locator('tbody button').first().click();
  await page.getByRole('dialog').waitFor();
  await eye.sees(page, 'people, one');
  await closes(page);
}

async function setsUp(eye: Eye, page: Page): Promise<void> {
  await page.getByRole('button', { name: '督查', exact: true }).click();
  await page.getByRole('button', { name: '生成邀请链接' }).click();
  await page.getByText('链接仅显示这一次').waitFor();
  await eye.glances(page, 'settings, a fresh invitation');
  await page.getByRole('link', { name: '海报' }).first().click();
  await page.waitForURL(/\/office\/poster\//);
  await eye.sees(page, 'poster');
}
