// 邀请: the single-use link by which a leader, an inspector or an organiser comes in.
import type { Page } from '@playwright/test';
import type { Hub, Role } from '../support/hub.ts';
import { DESK, type Phone } from '../support/phone.ts';
import type { Newcomer } from './join.ts';

export async function comeInAs(role: Exclude<Role, 'join'>, phone: Phone, hub: Hub): Promise<Page> {
  const page = await phone.open(hub.way(role));
  await page.getByLabel('我看过说明').check();
  await page.getByRole('button', { name: '接受' }).click();
  await page.waitForURL(role === 'organiser' ? /\/office/ : role === 'leader' ? /\/assign/ : /\/inspect/);
  return page;
}

// Somebody new leads a team by a link that the desk makes; the desk's settings are open.
export async function isInvitedToLead(team: string, phone: Phone, desk: Page, who: Newcomer): Promise<Page> {
  await desk.getByRole('button', { name: '队长', exact: true }).click();
  await desk.getByRole('combobox', { name: '服务队' }).selectOption({ label: team });
  await desk.getByRole('button', { name: '生成邀请链接' }).click();
  const { pathname, hash } = new URL((await desk.getByText(/\/invite#/).first().textContent()) ?? '');
  const page = await phone.open(pathname + hash);
  await page.getByLabel('您的姓名').fill(who.name);
  await page.getByRole('textbox', { name: '手机号' }).fill(who.mobile);
  await page.getByLabel('我看过说明').check();
  await page.getByRole('button', { name: '接受' }).click();
  await page.waitForURL(/\/assign/);
  return page;
}

// A desk in the office, and somebody at it.
export async function atADesk(another: (form: typeof DESK) => Promise<Phone>, hub: Hub): Promise<Phone> {
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  return desk;
}
