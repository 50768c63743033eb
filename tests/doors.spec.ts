// Newcomers come in by a door of their own, and go over to the field without losing anything.
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { comeInAs } from './pages/invite.ts';
import { hasNoWorkers, opensWithoutNetwork } from './support/worker.ts';
import { Join } from './pages/join.ts';

const MEI = { name: '李晓梅', mobile: '13800002047' };

// Which builds of the app a page asked for, from now on.
function builds(page: Page): Set<string> {
  const asked = new Set<string>();
  page.on('request', (request) => {
    const build = /\/(field|join|office)-[0-9a-f]+_bg\.wasm$/.exec(new URL(request.url()).pathname)?.[1];
    if (build) asked.add(build);
  });
  return asked;
}

async function isToday(page: Page): Promise<void> {
  await expect(page.getByRole('navigation', { name: '主要页面' })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/today');
}

test('who only looks loads the small build, and who fills in the form gets the field meanwhile', async ({ phone, hub }) => {
  const page = await phone.open();
  const asked = builds(page);
  await phone.open(hub.way('join'));
  await expect(page.getByRole('link', { name: '我要报名' })).toBeVisible();
  await opensWithoutNetwork(page, 'join');
  expect([...asked]).toEqual(['join']);
  expect(await page.evaluate(() => caches.match('/index.html').then(Boolean))).toBe(false);

  await page.getByRole('link', { name: '我要报名' }).click();
  await opensWithoutNetwork(page);
  expect([...asked]).toEqual(['join']);
});

test('whoever has signed up goes over to the field, and comes in there from then on', async ({ phone, hub }) => {
  await Join.signedUp(phone, hub, MEI);
  await phone.page.getByRole('link', { name: '去看今天' }).click();
  await isToday(phone.page);

  const asked = builds(phone.page);
  await phone.open(hub.way('join'));
  await expect(phone.page.getByRole('link', { name: '去看今天' })).toBeVisible();
  expect([...asked]).toEqual(['field']);
});

test('a phone that lost its cookie comes in by the small door and goes over by itself', async ({ phone, hub }) => {
  // A worker would open the field from what the phone keeps.
  await hasNoWorkers(await phone.open());
  await Join.signedUp(phone, hub, MEI);
  await phone.page.context().clearCookies();
  const asked = builds(phone.page);
  await phone.open(hub.way('join'));
  await expect.poll(() => [...asked]).toEqual(['join', 'field']);
  await expect(phone.page.getByRole('link', { name: '去看今天' })).toBeVisible();
});

test('without network nobody is stuck between the doors, where there are no workers', async ({ phone, wire, hub }) => {
  await hasNoWorkers(await phone.open());
  await Join.signedUp(phone, hub, MEI);
  wire.cut();
  await phone.page.getByRole('link', { name: '去看今天' }).click();
  await expect(phone.page.getByText('现在没网，这一页还没存到这部手机里')).toBeVisible();
  await phone.page.getByRole('link', { name: '返回' }).click();
  await phone.page.getByRole('link', { name: '去看今天' }).click();
  await expect(phone.page.getByText('现在没网，这一页还没存到这部手机里')).toBeVisible();
  wire.mend();
  await phone.page.getByRole('button', { name: '再试一次' }).click();
  await isToday(phone.page);
});

test('a registration that was saved without network goes by itself once there is, while the page is open', async ({ phone, wire, hub }) => {
  const join = await Join.opened(phone, hub);
  wire.cut();
  await join.type(MEI);
  await join.agree();
  await join.send();
  await join.saysSaved();
  wire.mend();
  await expect(phone.page.getByText('报上了', { exact: true }).first()).toBeVisible({ timeout: 60_000 });
});

test('a registration whose answer was lost has one effect', async ({ phone, another, wire, hub }) => {
  const join = await Join.opened(phone, hub);
  await join.type(MEI);
  await join.agree();
  wire.loseAnswers();
  await join.send();
  await wire.hasLostAnswerTo('/api/push');
  wire.mend();
  await expect(phone.page.getByText('报上了', { exact: true }).first()).toBeVisible({ timeout: 60_000 });

  const leader = await comeInAs('leader', await another(), hub);
  await expect(leader.getByText(MEI.name, { exact: true })).toHaveCount(1);
});

test('one of the family is registered beside her, at the small door too', async ({ phone, another, hub }) => {
  await Join.signedUp(phone, hub, MEI);
  await phone.page.getByRole('link', { name: '再替一位家人报名' }).click();
  const join = Join.on(phone);
  await join.type({ name: '李大山', mobile: '13800002048' });
  await join.agree();
  await join.send();
  await join.saysSignedUp();

  const leader = await comeInAs('leader', await another(), hub);
  await expect(leader.getByText(MEI.name, { exact: true })).toHaveCount(1);
  await expect(leader.getByText('李大山', { exact: true })).toHaveCount(1);
});
