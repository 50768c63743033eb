// Another phone: a volunteer comes back by her name and her leader's nod, or by the link that he gives her.
import { expect, test } from './support/fixtures.ts';
import { Assign } from './pages/leader.ts';
import { comeInAs } from './pages/invite.ts';
import { Join } from './pages/join.ts';
import { Outbox } from './pages/outbox.ts';

const MEI = { name: '李晓梅', mobile: '13800002047' };

test('she asks by name and number, compares four digits, and is in when her leader nods', async ({ phone, another, hub }) => {
  test.setTimeout(120_000);
  await Join.signedUp(phone, hub, MEI);
  const leader = await comeInAs('leader', await another(), hub);
  await new Assign(leader).takesIn(MEI.name);

  const other = await another();
  const page = await other.open('/back');
  await page.getByLabel('姓名').fill(MEI.name);
  await page.getByRole('button', { name: '告诉队长' }).click();
  await expect(page.getByText('手机号还没填')).toBeVisible();
  await page.getByLabel('手机号').fill(MEI.mobile);
  await page.getByRole('button', { name: '告诉队长' }).click();
  await expect(page.getByText('已告诉队长，队长点一下您就能进')).toBeVisible();
  const digits = (await page.getByText('念给队长听').textContent())?.match(/\d{4}/)?.[0] ?? '';
  expect(digits).toMatch(/^\d{4}$/);
  // The phone is nobody's yet.
  await expect(page.getByText('先用手机自己的相机拍')).toBeVisible();

  await leader.reload();
  await expect(leader.getByText('要在别的手机上接着用')).toBeVisible();
  await expect(leader.getByText(new RegExp(digits))).toBeVisible();
  await leader.getByRole('button', { name: '是本人，放行' }).click();
  await expect(leader.getByText('要在别的手机上接着用')).toBeHidden();

  await page.getByRole('button', { name: '看看好了没有' }).click();
  await page.waitForURL(/\/today/);
  await other.open('/me');
  await expect(page.getByText(MEI.name).first()).toBeVisible();
});

test('whoever signed up on two phones and became one person goes on with both', async ({ phone, another, hub }) => {
  test.setTimeout(180_000);
  await Join.signedUp(phone, hub, MEI);
  const second = await another();
  await Join.signedUp(second, hub, MEI);
  const led = await another();
  const leader = await comeInAs('leader', led, hub);
  await leader.goto(new URL('/assign', leader.url()).href);
  await leader.getByRole('link', { name: MEI.name }).first().click();
  await expect(leader.getByText('留这条')).toHaveCount(2);
  await leader.getByRole('button', { name: '是同一个人，合并' }).click();
  await expect(leader.getByText('合在一起了').first()).toBeVisible();
  await (await Outbox.opened(led)).isEmpty();

  // The newer row stands for both; the first phone learns of it and asks to be let in.
  const page = await phone.open('/today');
  await expect(page.getByText('队长合成一条了')).toBeVisible({ timeout: 40_000 });
  await page.getByRole('link', { name: '接着用' }).click();
  await page.getByLabel('姓名').fill(MEI.name);
  await page.getByLabel('手机号').fill(MEI.mobile);
  await page.getByRole('button', { name: '告诉队长' }).click();
  await expect(page.getByText('已告诉队长，队长点一下您就能进')).toBeVisible();
  await expect(page.getByRole('link', { name: /^打电话/ })).toHaveCount(1);
  await page.getByRole('button', { name: '拍照' }).click();
  const sheet = page.getByRole('dialog', { name: '拍哪一处？' });
  await expect(sheet.getByRole('link', { name: '发现新的脏乱处' })).toBeVisible();
  await sheet.getByRole('button', { name: '关闭' }).click();
  await leader.goto(new URL('/assign', leader.url()).href);
  await leader.getByRole('button', { name: '是本人，放行' }).click();
  await page.getByRole('button', { name: '看看好了没有' }).click();
  await page.waitForURL(/\/today/);
  await expect(page.getByText('队长合成一条了')).toBeHidden();
  await expect(page.getByText('报上了，等队长派活')).toBeVisible({ timeout: 40_000 });
  await expect(page.getByRole('link', { name: '看哪里缺人' })).toBeVisible();
});

test('a volunteer whose cookies were cleared comes back by herself', async ({ phone, another, hub }) => {
  test.setTimeout(120_000);
  await Join.signedUp(phone, hub, MEI);
  await phone.page.context().clearCookies();
  const leader = await comeInAs('leader', await another(), hub);
  await new Assign(leader).takesIn(MEI.name);
  // What came about after the cookies went is read under a session of its own.
  await phone.open('/me');
  await expect(phone.page.getByText('青年突击队').first()).toBeVisible({ timeout: 40_000 });
});
