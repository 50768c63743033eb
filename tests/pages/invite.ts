// 邀请: the single-use link by which a leader, an inspector or an organiser comes in.
import type { Page } from '@playwright/test';
import type { Hub, Role } from '../support/hub.ts';
import type { Phone } from '../support/phone.ts';

export async function comeInAs(role: Exclude<Role, 'join'>, phone: Phone, hub: Hub): Promise<Page> {
  const page = await phone.open(hub.way(role));
  await page.getByLabel('我看过说明').check();
  await page.getByRole('button', { name: '接受' }).click();
  await page.waitForURL(role === 'organiser' ? /\/office/ : role === 'leader' ? /\/assign/ : /\/inspect/);
  return page;
}
