// What came back is the first thing on her home, also when she has left for the day.
import { expect, test } from './support/fixtures.ts';
import { comeInAs } from './pages/invite.ts';
import { Inspector } from './pages/inspector.ts';
import { Join } from './pages/join.ts';
import { Assign } from './pages/leader.ts';
import { Volunteer } from './pages/volunteer.ts';

const LAN = { name: '周秀兰', mobile: '13800002048' };
const ZONE = /青石河东岸/;
const SPOT = '河东岸第三块菜地边';

test('a spot that came back after she left stands above everything', async ({ phone, another, hub }) => {
  test.setTimeout(240_000);
  await Join.signedUp(phone, hub, LAN);
  const hers = await another();
  const led = await comeInAs('leader', hers, hub);
  const leader = new Assign(led);
  await leader.takesIn(LAN.name);
  await leader.asks(LAN.name);
  const page = phone.page;
  const lan = new Volunteer(phone);
  await lan.isAskedTo(ZONE);
  await lan.accepts(ZONE);
  await lan.signsInFirst();
  await lan.goesTo(SPOT);
  await lan.photographs('portrait_6.jpg');
  await expect(page.getByText('照片存好了。有网自己会传，关机也不会丢。')).toBeVisible();
  await expect(page.getByText('补一张清理前的')).toHaveCount(0);
  await lan.isDone();
  await phone.open('/today');
  await page.getByRole('button', { name: '我走了，签退' }).click();
  await expect(page.getByText('辛苦了').first()).toBeVisible();
  // Her village as the hub counts it, not the few spots that she may see.
  await expect(page.getByText(/^青石村 \d+ 处，清好 \d+ 处$/)).toBeVisible();
  await lan.hasSentEverything();

  const eyes = await another();
  await comeInAs('inspector', eyes, hub);
  const inspector = new Inspector(eyes);
  await inspector.looksAt(SPOT);
  await inspector.sendsBack('没清干净', '菜地边还有一只袋子');
  await inspector.hasSentEverything();
  await expect(async () => {
    await phone.open('/today');
    await expect(page.getByRole('heading', { name: '1 处要您看看' })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  await expect(page.getByText('辛苦了').first()).toBeVisible();
  await page.getByRole('link', { name: new RegExp(SPOT) }).first().click();
  await expect(page.getByText('这处还差一点')).toBeVisible();

  // She cannot go: her leader reads it where the day is planned, and asks another; she may come all the same.
  await page.getByRole('button', { name: '去不了，请队长换人' }).click();
  await expect(page.getByText('您说去不了').first()).toBeVisible();
  await lan.hasSentEverything();
  const waits = led.getByRole('listitem').filter({ hasText: `${LAN.name}说去不了` });
  await expect(async () => {
    await hers.open('/assign');
    await expect(waits).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  await waits.getByRole('link').click();
  await expect(led.getByText(`${LAN.name}说去不了`).first()).toBeVisible();
  await expect(led.getByRole('button', { name: '去不了，请队长换人' })).toHaveCount(0);
  await led.locator('.dock').getByRole('button', { name: '换人' }).click();
  await led.getByRole('dialog').getByRole('button').first().click();
  await expect(led.getByText(`${LAN.name}说去不了`)).toHaveCount(0);
  await expect(led.locator('.dock').getByRole('button', { name: '去清，再拍一张' })).toBeVisible();

  // Today asks her no more; the zone still has it.
  await phone.open('/today');
  await expect(page.getByText('辛苦了').first()).toBeVisible();
  await expect(page.getByRole('heading', { name: /处要您看看$/ })).toHaveCount(0);
  await phone.open('/zones');
  await page.getByRole('link', { name: ZONE }).first().click();
  await page.getByRole('link', { name: new RegExp(SPOT) }).first().click();
  await page.getByRole('button', { name: '去清，再拍一张' }).click();
  await expect(page.getByText('站回老地方，照这个角度拍')).toBeVisible();
});
