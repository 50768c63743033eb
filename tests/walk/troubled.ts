// Where something is wrong with the app itself or with its browser: what somebody sees then.
import { comeInAs } from '../pages/invite.ts';
import { breaks, keepsNothing } from '../support/broken.ts';
import { goes, type Cast, type Eye } from './eye.ts';

export async function troubled(eye: Eye, { phone, hub, wire }: Cast): Promise<void> {
  await comeInAs('leader', phone, hub);
  const page = await goes(phone, '/zones');
  await page.getByRole('link', { name: /青石河东岸/ }).first().click();
  await page.getByRole('link', { name: /河东岸第三块菜地边/ }).first().click();
  wire.cut();
  await page.getByRole('button', { name: '我来清' }).click();
  await page.getByText('记下了').first().waitFor();
  await page.getByLabel('想说点什么').fill('砖码墙边了');
  await breaks(page);
  await page.getByRole('button', { name: '清理完了' }).click();
  await page.getByRole('alert').filter({ hasText: '页面出了问题' }).waitFor();
  await eye.sees(page, 'broken');
  wire.mend();
  await page.getByRole('alert').getByRole('link', { name: '存成文件' }).click();
  await page.getByText(/条都存着/).waitFor();
  await eye.glances(page, 'rescue, something waits');
  await keepsNothing(page);
  await phone.open('/today');
  await page.getByText(/存的东西一时打不开/).waitFor();
  await eye.sees(page, 'nothing can be kept');
}
