// Registering where there is no signal: what is typed and what is saved survive, and arrive once.
import { expect, test } from './support/fixtures.ts';
import { comeInAs } from './pages/invite.ts';
import { Join } from './pages/join.ts';
import { Outbox } from './pages/outbox.ts';
import { QUIET_PAGE } from './support/promises.ts';
import { countsPersist } from './support/witness.ts';

const MEI = { name: '李晓梅', mobile: '13800002047' };

test('a registration made with the wire cut survives a kill and arrives once', async ({ phone, another, wire, hub }) => {
  const join = await Join.opened(phone, hub);
  wire.cut();
  await join.type(MEI);
  await join.agree();
  await join.send();
  await join.saysSaved();
  await phone.kill();
  wire.mend();

  const outbox = await Outbox.opened(phone);
  await outbox.isEmpty();

  const leader = await comeInAs('leader', await another(), hub);
  await expect(leader.getByText(MEI.name, { exact: true })).toHaveCount(1);
});

test('what was typed is there after a kill, but for the yes', async ({ phone, hub }) => {
  const join = await Join.opened(phone, hub);
  await join.type(MEI);
  await join.isKept(MEI);
  await phone.kill();

  const again = await Join.opened(phone, hub);
  await again.holds(MEI);
  await expect(phone.page.getByLabel('我看过说明')).not.toBeChecked();
});

test('the browser is asked to keep what lies here when she signs up, and not before', async ({ phone, hub }) => {
  const asked = await countsPersist(await phone.open(QUIET_PAGE));
  const join = await Join.opened(phone, hub);
  await join.type(MEI);
  await join.agree();
  await join.isKept(MEI);
  expect(asked()).toBe(0);
  await join.send();
  await join.saysSignedUp();
  expect(asked()).toBeGreaterThan(0);
});

test('a form that is not complete says all that is missing and loses nothing', async ({ phone, hub }) => {
  const join = await Join.opened(phone, hub);
  await phone.page.getByLabel('姓名', { exact: true }).fill('李晓梅');
  await phone.page.getByLabel('手机号', { exact: true }).fill('12345');
  await join.send();
  await expect(phone.page.getByRole('alert')).toContainText('手机号要 11 位数字');
  await expect(phone.page.getByRole('alert')).toContainText('同意');
  await expect(phone.page.getByLabel('姓名', { exact: true })).toHaveValue('李晓梅');
});

test('what she puts right is not complained of any more', async ({ phone, hub }) => {
  const join = await Join.opened(phone, hub);
  await join.send();
  const name = phone.page.getByLabel('姓名', { exact: true });
  const mobile = phone.page.getByLabel('手机号', { exact: true });
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await name.fill('李晓梅');
  await expect(name).not.toHaveAttribute('aria-invalid', 'true');
  await expect(mobile).toHaveAttribute('aria-invalid', 'true');
});

test('whoever left is thanked and nothing else, and may sign up again as somebody new', async ({ phone, another, hub }) => {
  test.setTimeout(120_000);
  await Join.signedUp(phone, hub, MEI);
  const page = await phone.open('/me');
  await page.getByRole('button', { name: '不再参加，删掉我的信息' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '删掉，不再参加' }).click();
  await expect(page.getByText('您的信息删了。谢谢您来过').first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: '我的' })).toBeVisible();
  await expect(page.getByText('服务时长')).toHaveCount(0);
  await phone.open('/today');
  await expect(page.getByText('您的信息删了。谢谢您来过')).toBeVisible();
  await expect(page.getByText('报上了，等队长派活')).toHaveCount(0);
  await page.getByRole('link', { name: '再报名' }).click();
  const join = Join.on(phone);
  await join.type({ name: '李晓梅二', mobile: MEI.mobile });
  await join.agree();
  await join.send();
  await join.saysSignedUp();
  await phone.open('/me');
  await expect(page.getByRole('heading', { level: 1, name: '李晓梅二' })).toBeVisible();
  // What the phone had to say in her old name goes as well.
  await expect(page.getByText('这部手机里还有别人的')).toHaveCount(0);
  await (await Outbox.opened(phone)).isEmpty();
  const leader = await comeInAs('leader', await another(), hub);
  await expect(leader.getByText('李晓梅二', { exact: true }).first()).toBeVisible();
  await expect(leader.getByText(MEI.name, { exact: true })).toHaveCount(0);
});
