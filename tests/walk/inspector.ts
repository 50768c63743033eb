// An inspector's screens, and an invitation that opens nothing any more.
import { expect } from '@playwright/test';
import { Inspector } from '../pages/inspector.ts';
import { comeInAs } from '../pages/invite.ts';
import { closes, goes, type Cast, type Eye } from './eye.ts';

export async function inspector(eye: Eye, { phone, hub }: Cast): Promise<void> {
  const page = await phone.open(hub.way('inspector'));
  await page.getByRole('button', { name: '接受' }).click();
  await eye.sees(page, 'invitation, consent is missing');
  await comeInAs('inspector', phone, hub);
  await eye.sees(page, 'inspect');
  await page.getByRole('main').getByRole('link').first().click();
  await page.getByRole('button', { name: '验收通过' }).waitFor();
  await eye.sees(page, 'inspect, a spot');
  await page.getByRole('button', { name: '拖动看' }).click();
  await eye.glances(page, 'inspect, a spot, one over the other');
  await page.getByRole('button', { name: '退回整改' }).click();
  await page.getByRole('button', { name: /^退回/ }).last().click();
  await eye.sees(page, 'inspect, sending back');
  await page.getByRole('dialog').getByRole('button', { name: '没清干净' }).click();
  await page.getByRole('dialog').getByLabel('具体在哪').fill('桥墩北面还有砖');
  await page.getByRole('dialog').getByRole('button', { name: /12 点/ }).first().click();
  await eye.glances(page, 'inspect, sending back, filled');
  await closes(page);
  await new Inspector(phone).passes();
  await eye.glances(page, 'inspect, just passed');
  await expect(page.getByRole('button', { name: '撤销' })).toBeVisible();
  await eye.sees(page, 'inspect, passed');
  for (const at of ['zones', 'me', 'outbox', 'report', 'messages']) await eye.sees(await goes(phone, `/${at}`), at);
  await phone.open('/invite#spent');
  await page.getByText('这个邀请用过了').first().waitFor();
  await eye.sees(page, 'invitation, spent');
}
