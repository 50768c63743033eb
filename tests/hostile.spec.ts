// What people paste and what nobody should have typed: taken cleanly, or answered with a sentence; nothing is lost.
import path from 'node:path';
import { DESK, expect, test } from './support/fixtures.ts';
import { comeInAs } from './pages/invite.ts';
import { Join } from './pages/join.ts';

const PICTURE = path.join(import.meta.dirname, 'photos', 'portrait_6.jpg');
const FARMER = '李晓梅👩\u200d🌾';
const PASTED_NUMBERS = [
  '+86 138-0000-2047', '１３８００００２０４７', '\u202d138 0000 2047\u202c', '138\u00a00000\u20112047', '（0086）13800002047', '\u200b138\t0000\t2047',
];
const NO_NUMBERS = ['1380000204', '0571-88001234', '😀', '13800002047'.repeat(900), '\u0000', '<script>'];

test('numbers as they are pasted, and names as nobody should have typed them', async ({ phone, another, hub }) => {
  test.setTimeout(120_000);
  const join = await Join.opened(phone, hub);
  const page = phone.page;
  const [name, number] = [page.getByLabel('姓名', { exact: true }), page.getByLabel('手机号', { exact: true })];
  const wrongs = page.getByRole('alert');
  await name.fill('李晓梅');
  for (const pasted of PASTED_NUMBERS) {
    await number.fill(pasted);
    await join.send();
    await expect(wrongs, pasted).toContainText('同意');
    await expect(wrongs, pasted).not.toContainText('手机号');
  }
  for (const wrong of NO_NUMBERS) {
    await number.fill(wrong);
    await join.send();
    await expect(wrongs, wrong.slice(0, 20)).toContainText(/手机号(要 11 位数字|还没填)/);
  }
  for (const [typed, words] of [['王'.repeat(10_000), '姓名太长了'], ['\u200b\u200f\u202e', '姓名还没填'], ['\u0000', '姓名还没填']] as const) {
    await name.fill(typed);
    await join.send();
    await expect(wrongs, words).toContainText(words);
  }
  await join.type({ name: '\u202e李\u0000晓\u2066梅👩\u200d🌾', mobile: '+86 138-0000-2047' });
  await join.agree();
  await join.send();
  await join.saysSignedUp();

  const leader = await comeInAs('leader', await another(), hub);
  await expect(leader.getByText(FARMER, { exact: true })).toHaveCount(1);
});

test('more than a field takes is said, and stays where it was typed', async ({ phone, another, hub }) => {
  test.setTimeout(120_000);
  const much = '话'.repeat(10_000);
  await comeInAs('leader', phone, hub);
  let page = await phone.open('/report');
  await page.getByLabel('在哪').fill(much);
  await page.getByRole('button', { name: '报给村里' }).click();
  await expect(page.getByText('太长了，最多 200 个字')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('在哪')).toHaveValue(much);

  page = await phone.open('/zones');
  await page.getByRole('link', { name: /青石河东岸/ }).first().click();
  await page.getByRole('link', { name: /河东岸第三块菜地边/ }).first().click();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '从相册选' }).first().click();
  await (await choosing).setFiles(PICTURE);
  await page.getByRole('button', { name: '用这张' }).click();
  await page.getByLabel('想说点什么').fill(much);
  await page.getByRole('button', { name: '清理完了' }).click();
  await expect(page.getByText('太长了，最多 2000 个字').first()).toBeVisible();
  await page.getByLabel('想说点什么').fill('\u0000砖码\u202e墙边了🙂');
  await page.getByRole('button', { name: '清理完了' }).click();
  await expect(page.getByText('等督查来看').first()).toBeVisible();
  await expect(page.getByText('砖码墙边了🙂')).toBeVisible();

  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const office = await desk.open('/office/zones');
  await office.getByRole('button', { name: '新建村（社区）' }).first().click();
  const sheet = office.getByRole('dialog');
  await sheet.getByLabel('名称').fill(much);
  await sheet.getByLabel('值班电话').fill('🙂'.repeat(10_000));
  await sheet.getByRole('button', { name: '新建村（社区）' }).click();
  await expect(sheet.getByText('内容过长').first()).toBeVisible();
  await expect(sheet.getByText('电话号码格式不对')).toBeVisible();
  await expect(sheet.getByLabel('名称')).toHaveValue(much);
});
