// Two who change the same thing, neither knowing of the other: both values stand side by side until one of those who lead there,
// or the office, chooses.
import type { Page } from '@playwright/test';
import { DESK, expect, test } from './support/fixtures.ts';
import { goesInside } from './support/inside.ts';
import { goes } from './support/kept-forms.ts';
import { Conflict } from './pages/conflict.ts';
import { comeInAs, isInvitedToLead } from './pages/invite.ts';
import { Outbox } from './pages/outbox.ts';
import type { Phone } from './support/phone.ts';

const TEAM = '青石村 青年突击队';
const ZONE = '青石河东岸';
const ZHAO = '赵建国';
const SUN = { name: '孙丽', mobile: '13800002048' };
const ORGANISER = '刘敏';
// Where people are to meet.
const BRIDGE = '水泥桥东头';
const GATE = '村委会门口';

const sides = (first: string, second: string) => ({ inUse: { by: first, said: BRIDGE }, offered: { by: second, said: GATE } });

// From 分派 to the zone's page, and another meeting place into its form; the page stays before her.
async function writes(page: Page, meeting: string): Promise<void> {
  await page.getByRole('link', { name: ZONE }).first().click();
  await page.waitForURL(/\/zones\/./);
  await page.getByRole('button', { name: '改时间、地点' }).click();
  await page.getByRole('dialog').getByLabel('集合地点').fill(meeting);
}

async function saves(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

// From 分派, where it is said, to both values.
async function goesToConflict(page: Page): Promise<Conflict> {
  const said = page.getByText(`${ZONE}：集合时间，两个人都改了`);
  await expect(said).toBeVisible({ timeout: 40_000 });
  await page.getByRole('link', { name: '看看', exact: true }).first().click();
  await page.waitForURL(/\/conflicts\/./);
  await expect(page.getByRole('link', { name: /^打电话给/ })).toBeVisible();
  return new Conflict(page, page.getByRole('main'));
}

// What she wrote has reached the hub, which kept the other's in force; she has read so.
async function hearsOfTwo(phone: Phone): Promise<void> {
  const page = await phone.open('/outbox');
  const said = page.getByRole('listitem').filter({ hasText: '有人同时改过，两个都留着，等选定' });
  await expect(said).toContainText(ZONE, { timeout: 60_000 });
  await said.getByRole('button', { name: '知道了' }).click();
  await expect(page.getByText('都传上去了').first()).toBeVisible();
}

// Nothing waits, and both values are before the reader again.
async function hasNothingLeft(page: Page): Promise<void> {
  const back = new URL(page.url()).pathname;
  await (await Outbox.inside(page)).isEmpty();
  await goesInside(page, back);
}

// 分派 asks for no choice any more, and the zone's page says where people meet.
async function meetsAt(page: Page, meeting: string, instead: string): Promise<void> {
  await goesInside(page, '/assign');
  await expect(page.getByRole('button', { name: '改时间、地点' }).first()).toBeVisible();
  await expect(page.getByText('两个人都改了')).toHaveCount(0);
  await page.getByRole('link', { name: ZONE }).first().click();
  const main = page.getByRole('main');
  await expect(main.getByText(`集合：${meeting}，`)).toBeVisible();
  await expect(main.getByText(instead)).toHaveCount(0);
}

test('two leaders of a team change when people meet, each without network: both see both values, and one chooses, twice', async ({ phone, another, wire, hub }) => {
  test.setTimeout(180_000);
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const mate = await another();
  const sun = await isInvitedToLead(TEAM, mate, await desk.open('/office/settings'), SUN);
  const zhao = await comeInAs('leader', phone, hub);
  await writes(zhao, BRIDGE);
  await writes(sun, GATE);
  wire.cut();
  await saves(zhao);
  await saves(sun);
  // Hers comes second: her phone is off until his is through.
  await mate.kill();
  wire.mend();
  await (await Outbox.opened(phone)).isEmpty();
  await hearsOfTwo(mate);

  await goesInside(zhao, '/assign');
  const his = await goesToConflict(zhao);
  await mate.open('/assign');
  const hers = await goesToConflict(mate.page);
  await his.isOpen(sides('您', SUN.name));
  await hers.isOpen(sides(ZHAO, '您'));

  wire.pushes.clear();
  await hers.choosesOffered(sides(ZHAO, '您'), ZHAO);
  await hers.takesBack();
  await hers.isOpen(sides(ZHAO, '您'));
  await hasNothingLeft(mate.page);
  expect(wire.pushes.size).toBe(0);
  await his.isOpen(sides('您', SUN.name));

  await hers.choosesOffered(sides(ZHAO, '您'), ZHAO);
  await hers.isSettled();
  await (await Outbox.inside(mate.page)).sendsNow();
  await (await Outbox.inside(mate.page)).isEmpty();
  await zhao.reload();
  await his.isSettled();
  expect(wire.pushes.size).toBe(1);
  for (const page of [zhao, mate.page]) await meetsAt(page, GATE, BRIDGE);
});

test('a leader and the office change when people meet: both see both values, and either chooses', async ({ phone, another, hub }) => {
  test.setTimeout(180_000);
  const field = await comeInAs('leader', phone, hub);
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const office = await goes(desk, '/office/zones');
  const row = office.getByRole('row').filter({ hasText: ZONE });

  // Each has the form before them when the other writes.
  await writes(field, GATE);
  await row.getByRole('button', { name: '改场次和集合地点' }).click();
  await office.getByRole('dialog').getByLabel('集合地点').fill(BRIDGE);
  await saves(office);
  await (await Outbox.opened(desk)).isEmpty();
  await saves(field);
  await hearsOfTwo(phone);

  await goesInside(field, '/assign');
  const his = await goesToConflict(field);
  await goes(desk, '/office/conflicts');
  const panel = office.locator('.panel').filter({ hasText: ZONE });
  const theirs = new Conflict(office, panel);
  const [asLed, asOffice] = [sides(ORGANISER, '您'), sides(ORGANISER, ZHAO)];
  await his.isOpen(asLed);
  await theirs.isOpen(asOffice);
  await expect(panel.getByRole('link', { name: /^打电话给/ })).toBeVisible();

  await his.choosesOffered(asLed, ORGANISER);
  await his.takesBack();
  await his.isOpen(asLed);
  await hasNothingLeft(field);
  await theirs.isOpen(asOffice);

  await panel.getByRole('button', { name: `改成 ${GATE}` }).click();
  await expect(panel).toHaveCount(0);
  await theirs.takesBack();
  await theirs.isOpen(asOffice);
  await his.isOpen(asLed);

  await panel.getByRole('button', { name: `改成 ${GATE}` }).click();
  await expect(panel).toHaveCount(0);
  // The outbox is the field's: the desk is left, and what waits is sent with it.
  await (await Outbox.opened(desk)).isEmpty();
  await his.isSettled();
  await meetsAt(field, GATE, BRIDGE);
  // That of another village stands at the desk still.
  await goes(desk, '/office/conflicts');
  await expect(office.getByText('粮站门口').first()).toBeVisible();
  await expect(panel).toHaveCount(0);
});
