// What a leader does where phones are few: the roll, the hours, work that somebody else did; and an inspector's wish.
import { expect, test } from './support/fixtures.ts';
import { Inspector } from './pages/inspector.ts';
import { comeInAs } from './pages/invite.ts';
import { Roll } from './pages/roll.ts';
import { LedSpot } from './pages/led-spot.ts';

const ELDER = '李大爷';
const OPEN = '河东岸第三块菜地边';

test('who has no phone is on the roll, and her leader confirms the hours', async ({ phone, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  const roll = new Roll(phone);
  await roll.writesDown(ELDER);
  await roll.says(ELDER, '队长代签');
  await roll.sees(ELDER, '走了');
  await roll.says(ELDER, '走的');
  await roll.confirms(ELDER);
  await roll.hasSentEverything();
});

test('what a paper sheet says becomes a roll, and what does not fit is said first', async ({ phone, hub }) => {
  const page = await comeInAs('leader', phone, hub);
  await phone.open('/roll');
  await page.getByRole('button', { name: '照纸上的补录' }).click();
  const sheet = page.getByRole('dialog');
  // The last of the list is days ago: no minute after midnight is in it.
  const slots = sheet.getByLabel('哪一场');
  await slots.selectOption((await slots.locator('option').last().getAttribute('value')) ?? '');
  await sheet.getByRole('button', { name: '记下', exact: true }).click();
  await expect(sheet.getByText('先写一行')).toBeVisible();
  await sheet.getByLabel('纸上写的').fill('刘桂香 0:00 0:01');
  await expect(sheet.getByText('不在这一场的时间里')).toBeVisible();
  await sheet.getByRole('button', { name: '记下 1 人' }).click();
  await expect(sheet.getByText('要本人同意才能登记')).toBeVisible();
  await sheet.getByLabel('新写的人').check();
  await sheet.getByRole('button', { name: '记下 1 人' }).click();
  await expect(sheet).toBeHidden();
  await new Roll(phone).hasSentEverything();
});

test('what waits for a leader is said on her home', async ({ phone, hub }) => {
  const page = await comeInAs('leader', phone, hub);
  await phone.open('/today');
  await page.getByRole('link', { name: /^还有 \d+ 人没编队/ }).click();
  await expect(page.getByRole('button', { name: '编入我的队' }).first()).toBeVisible();
});

test('a wrong check-off is put right before anybody has looked', async ({ phone, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  const spot = new LedSpot(phone);
  await spot.goesTo(OPEN);
  await spot.writesDownFor('李卫东', 'landscape_3.jpg');
  await expect(phone.page.getByText('等督查来看').first()).toBeVisible();
  await spot.takesBack();
  await expect(phone.page.getByRole('button', { name: '清理完了' })).toBeVisible();
  await new Roll(phone).hasSentEverything();
});

test('an inspector who cannot judge by a photo asks for another, which is no return', async ({ phone, hub }) => {
  test.setTimeout(120_000);
  const page = await comeInAs('inspector', phone, hub);
  await page.locator('main .spot-card').first().click();
  const title = await page.getByRole('heading', { level: 1 }).innerText();
  await page.getByRole('button', { name: '退回整改' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: '没清干净' }).click();
  await sheet.getByLabel('另定一天').fill('2030-12-05');
  await expect(sheet.getByRole('button', { name: '退回，限 12月5日 17 点' })).toBeVisible();
  await sheet.getByRole('button', { name: '照片看不清' }).click();
  await expect(sheet.getByText('什么时候改好')).toBeHidden();
  await sheet.getByRole('button', { name: '请补一张照片' }).click();
  // The next spot is on the page by then: the bar says of which it speaks.
  await expect(page.locator('.undo')).toContainText(title.split(/\s+/).at(-1) ?? title);
  await expect(page.getByText('请补照片了').first()).toBeVisible();
  const inspector = new Inspector(phone);
  await inspector.hasSentEverything();
  await phone.open('/inspect');
  const asked = page.locator('main .spot-card').filter({ hasText: title.split(/\s+/).at(-1) ?? title });
  await expect(asked).toContainText('已请补照片');
});

test('a leader puts right what is written of a spot', async ({ phone, hub }) => {
  await comeInAs('leader', phone, hub);
  const spot = new LedSpot(phone);
  await spot.goesTo(OPEN);
  const page = phone.page;
  await page.getByRole('button', { name: '修改点位' }).click();
  const sheet = page.getByRole('dialog', { name: '修改点位' });
  await sheet.getByLabel('点位（具体位置）').fill('');
  await sheet.getByRole('button', { name: '保存' }).click();
  await expect(sheet.getByText('必填')).toBeVisible();
  await sheet.getByLabel('点位（具体位置）').fill('河东岸第三块菜地南边');
  await sheet.getByRole('button', { name: '多一个' }).click();
  await sheet.getByRole('button', { name: '保存' }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: '河东岸第三块菜地南边' })).toBeVisible();
  await new Roll(phone).hasSentEverything();
});
