// The code itself breaks: what was saved and typed can be reached, sent, taken away as a file, and gone on with.
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { breaks } from './support/broken.ts';
import { isKept } from './support/drafts.ts';
import { stateOf } from './support/spots.ts';
import { trapsAtItsStart } from './support/trap.ts';
import { hasNoWorkers } from './support/worker.ts';
import { atADesk, comeInAs } from './pages/invite.ts';
import { Outbox } from './pages/outbox.ts';
import { Rescue } from './pages/rescue.ts';
import type { Phone } from './support/phone.ts';

test.use({ mayBreak: true });

const GARDEN = '河东岸第三块菜地边';

async function goesToGardenSpot(phone: Phone): Promise<Page> {
  const page = await phone.open('/zones');
  await page.getByRole('link', { name: /青石河东岸/ }).first().click();
  await page.getByRole('link', { name: new RegExp(GARDEN) }).first().click();
  return page;
}

test('a broken app says where everything is, and everything is there', async ({ phone, wire, hub, another }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  await (await Outbox.opened(phone)).isEmpty();
  const page = await goesToGardenSpot(phone);
  wire.cut();
  await page.getByRole('button', { name: '我来清' }).click();
  await expect(page.getByText('记下了').first()).toBeVisible();
  await page.getByLabel('想说点什么').fill('砖码墙边了');
  await isKept(page, '砖码墙边了');
  await breaks(page);
  await page.getByRole('button', { name: '清理完了' }).click();

  const said = page.getByRole('alert').filter({ hasText: '页面出了问题，您填的都在' });
  await expect(said).toBeVisible();
  await expect(page.getByLabel('想说点什么')).toHaveValue('砖码墙边了');
  wire.mend();
  await said.getByRole('link', { name: '存成文件' }).click();
  const rescue = new Rescue(page, wire);
  await rescue.has(1);
  const waiting = await rescue.savesFile();
  expect([...waiting.keys()]).toEqual(['claim']);
  await rescue.brings([...waiting.values()]);
  expect(await stateOf(await atADesk(another, hub), GARDEN)).toBe('claimed');
  await rescue.opensAgain();

  await (await Outbox.opened(phone)).isEmpty();
  await goesToGardenSpot(phone);
  await expect(page.getByLabel('想说点什么')).toHaveValue('砖码墙边了');
});

test('an app that traps at its start leads to what it keeps, which is sent from there', async ({ phone, wire, hub, another }) => {
  test.setTimeout(120_000);
  // The hub alone gives out the app, so that another wasm can be put in its place.
  await hasNoWorkers(await phone.open());
  await comeInAs('leader', phone, hub);
  await (await Outbox.opened(phone)).isEmpty();
  wire.blocks('/api/push');
  const page = await goesToGardenSpot(phone);
  await page.getByRole('button', { name: '我来清' }).click();
  await expect(page.getByText('记下了').first()).toBeVisible();

  const mends = await trapsAtItsStart(page);
  await phone.open('/today');
  const said = page.getByRole('alert').filter({ hasText: '页面出了问题，您填的都在' });
  await said.getByRole('link', { name: '存成文件' }).click();
  const rescue = new Rescue(page, wire);
  await rescue.has(1);
  const waiting = await rescue.savesFile();
  expect([...waiting.keys()]).toEqual(['claim']);
  wire.mend();
  await rescue.brings([...waiting.values()]);
  expect(await stateOf(await atADesk(another, hub), GARDEN)).toBe('claimed');

  // It may trap as often as it is opened; once it is mended, it goes on where she was.
  await rescue.opensAgain();
  await expect(said).toBeVisible();
  await mends();
  await said.getByRole('button', { name: '重新打开' }).click();
  await (await Outbox.opened(phone)).isEmpty();
});
