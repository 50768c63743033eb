// Where the way on is lost: a session that is gone, an invitation that is spent, a browser that keeps nothing.
import { DESK, expect, test } from './support/fixtures.ts';
import { comeInAs } from './pages/invite.ts';
import { Outbox } from './pages/outbox.ts';
import type { Phone } from './support/phone.ts';

const PHRASE = '石桥柳树白墙红灯';

async function choosesPassphrase(phone: Phone): Promise<void> {
  const page = await phone.open('/me');
  await page.getByText('给自己定一句口令').first().click();
  // A password field takes no Chinese from a keyboard.
  const field = page.getByLabel('给自己定一句口令');
  await expect(field).toHaveAttribute('type', 'text');
  await field.fill(PHRASE);
  await page.getByRole('group').filter({ hasText: '给自己定一句口令' }).getByRole('button', { name: '存好' }).click();
  await expect(page.getByText('口令定好了').first()).toBeVisible();
}

test('a leader whose session is gone is told so where her entries lie, and comes in again', async ({ phone, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  await (await Outbox.opened(phone)).isEmpty();
  await choosesPassphrase(phone);
  const name = (await phone.page.getByRole('heading', { level: 1 }).textContent())?.trim() ?? '';
  // A cookie that was only lost would be opened again by the key of whoever just proved herself.
  await phone.page.evaluate(() => fetch('/api/session', { method: 'DELETE' }));

  let page = await phone.open('/report');
  await page.getByLabel('在哪').fill('桥北头的垃圾');
  await page.getByRole('button', { name: '报给村里' }).click();
  await page.waitForURL(/\/today/);
  await expect(page.getByRole('link', { name: '要再认一下' })).toBeVisible();
  page = await phone.open('/outbox');
  await expect(page.getByText(/要再认一下是您本人/)).toBeVisible();
  await page.getByText(/^传上去的/).click();
  await expect(page.getByText(/桥北头的垃圾/).first()).toBeVisible();
  await page.getByRole('link', { name: '登录', exact: true }).click();
  await page.getByLabel('手机号或姓名').fill(name);
  await page.getByRole('button', { name: '登录' }).click();
  await expect(page.getByText('口令还没填')).toBeVisible();
  await page.getByLabel('口令').fill(PHRASE);
  await page.getByRole('button', { name: '遮住' }).click();
  await expect(page.getByLabel('口令')).toHaveCSS('-webkit-text-security', 'disc');
  await expect(page.getByRole('link', { name: '志愿者不用口令' })).toHaveAttribute('href', '/back');
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL(/\/today/);
  await (await Outbox.opened(phone)).isEmpty();
  await expect(page.getByText(/要再认一下/)).toHaveCount(0);
});

test('an organiser whose session is gone has a way to come in, and hears when her browser keeps nothing', async ({ another, hub }) => {
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const page = await desk.open('/office/zones');
  await page.getByRole('button', { name: '新建村（社区）' }).first().click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('名称').fill('上河村');
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError'); };
  });
  await sheet.getByRole('button', { name: '新建村（社区）' }).click();
  await expect(sheet.getByRole('alert')).toContainText('本机存储空间已满，本条未保存');
  await expect(sheet.getByLabel('名称')).toHaveValue('上河村');
  await sheet.getByRole('button', { name: '关闭' }).click();
  await expect(page.getByRole('status').filter({ hasText: '本机存储空间已满' })).toBeVisible();
  await page.getByRole('button', { name: '知道了' }).click();
  await expect(page.getByText('本机存储空间已满')).toHaveCount(0);

  await page.evaluate(() => fetch('/api/session', { method: 'DELETE' }));
  await desk.open('/office');
  await expect(page.getByText('登录已失效')).toBeVisible();
  await page.getByRole('link', { name: '登录', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: '登录' })).toBeVisible();
});

test('an invitation that cannot be taken says so under a title, with ways on', async ({ phone, another, hub }) => {
  await comeInAs('leader', phone, hub);
  const stranger = await another();
  const page = await stranger.open(hub.way('leader'));
  await expect(page.getByRole('heading', { level: 1, name: '请您来管事' })).toBeFocused();
  await expect(page.getByText('这个邀请用过了或过期了')).toBeVisible();
  await expect(page.getByRole('link', { name: /用口令进/ })).toHaveAttribute('href', '/sign-in');
  await page.getByRole('link', { name: '村里的报名码' }).click();
  await expect(page.getByLabel('村里的报名码')).toBeVisible();

  await page.route('**/api/invitations/look', (route) => route.abort());
  await stranger.open('/help');
  await stranger.open(hub.way('inspector'));
  await expect(page.getByRole('heading', { level: 1, name: '请您来管事' })).toBeFocused();
  await expect(page.getByText('这一步要有网')).toBeVisible();
  await page.unroute('**/api/invitations/look');
  await page.getByRole('button', { name: '再试一次' }).click();
  await expect(page.getByRole('button', { name: '接受' })).toBeVisible();
});
