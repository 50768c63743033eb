// What stands in the pages themselves, before and after the app: in the language that was chosen.
import { expect, test } from './support/fixtures.ts';

test('whoever chose English on the first page reads it from the first word on, and where the app is broken', async ({ phone, hub }) => {
  let page = await phone.open(hub.way('join'));
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('link', { name: 'I want to sign up' })).toBeVisible();
  // Before the app has started, and where it never does.
  await page.route(/_bg\.wasm$/, (asked) => asked.abort());
  page = await phone.open(hub.way('join'));
  await expect(page.getByRole('heading', { name: 'A clean home for Spring Festival' })).toBeVisible();
  await expect(page.getByText(/^The network is slow; please wait a little/)).toBeVisible();
  await expect(page.locator('.boot-crash__words')).toHaveText('The page broke down; all you typed is still here');
  page = await phone.open('/rescue.html');
  await expect(page.getByRole('heading', { name: 'Saved on this phone' })).toBeVisible();
  await expect(page.getByText('Nothing waits on this phone')).toBeVisible();
  await expect(page.locator('body')).not.toContainText(/\p{Script=Han}/u, { useInnerText: true });
});
