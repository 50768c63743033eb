// One phone, two persons: each has her own things, and what one left there goes by itself.
import { expect, test } from './support/fixtures.ts';
import { comeInAs } from './pages/invite.ts';
import { Join, type Newcomer } from './pages/join.ts';

const HER: Newcomer = { name: '王桂兰', mobile: '13800002047' };

test('what the first person of a phone left goes by itself, and she finds the way back', async ({ phone, wire, hub }) => {
  test.setTimeout(180_000);
  wire.blocks('/api/push');
  const join = await Join.opened(phone, hub);
  await join.type(HER);
  await join.agree();
  await join.send();
  await join.saysSaved();

  const page = await comeInAs('inspector', phone, hub);
  await phone.open('/outbox');
  await expect(page.getByText('这部手机里还有别人的 1 条')).toBeVisible();
  await expect(page.getByText(HER.name)).toBeHidden();
  wire.mend();
  await page.getByText('这部手机里还有别人的 1 条').waitFor({ state: 'hidden', timeout: 60_000 });

  await phone.open('/me');
  await page.getByRole('button', { name: `换成${HER.name}` }).or(page.getByRole('button', { name: '换成另一个人' })).click();
  await expect(page.getByRole('heading', { level: 1, name: HER.name })).toBeVisible({ timeout: 40_000 });
  // The hub lets her read by her own key: her village's drive stands there, not the inspector's.
  await phone.open('/outbox');
  await page.getByText('传上去的').click();
  await expect(page.getByText('报名').first()).toBeVisible();
  await phone.open('/me');
  await expect(page.getByRole('button', { name: /^换成/ })).toBeVisible();
});
