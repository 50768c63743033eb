// The code itself breaks: what was saved and typed can be reached, sent, taken away as a file, and gone on with.
import { readFile } from 'node:fs/promises';
import { expect, test } from './support/fixtures.ts';
import { breaks } from './support/broken.ts';
import { isKept } from './support/drafts.ts';
import { comeInAs } from './pages/invite.ts';
import { Outbox } from './pages/outbox.ts';

test.use({ mayBreak: true });

test('a broken app says where everything is, and everything is there', async ({ phone, wire, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  await (await Outbox.opened(phone)).isEmpty();
  const page = await phone.open('/zones');
  await page.getByRole('link', { name: /青石河东岸/ }).first().click();
  await page.getByRole('link', { name: /河东岸第三块菜地边/ }).first().click();
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
  await expect(page.getByText(/条都存着，在这部手机里，1 条等着传/)).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: '存成文件' }).click();
  const lines = (await readFile(await (await downloading).path(), 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as { kind: string });
  expect(lines.map((line) => line.kind)).toContain('claim');
  await page.getByRole('button', { name: '再传一次' }).click();
  await expect(page.getByText(/^传到 \d+ 条，共/)).toBeVisible();
  await page.getByRole('link', { name: '重新打开' }).click();

  await (await Outbox.opened(phone)).isEmpty();
  await phone.open('/zones');
  await page.getByRole('link', { name: /青石河东岸/ }).first().click();
  await page.getByRole('link', { name: /河东岸第三块菜地边/ }).first().click();
  await expect(page.getByLabel('想说点什么')).toHaveValue('砖码墙边了');
});
