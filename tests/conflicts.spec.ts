// Two who change the same thing, neither knowing of the other: both values stand side by side until one of those who lead there,
// or the office, chooses.
import type { Page } from '@playwright/test';
import { DESK, expect, test } from './support/fixtures.ts';
import { goes } from './support/kept-forms.ts';
import { comeInAs } from './pages/invite.ts';
import { Outbox } from './pages/outbox.ts';

const ZONE = '青石河东岸';

async function toldAbout(page: Page, words: string | RegExp): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(words).first()).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
}

test('two who change when people meet each see both, and one chooses', async ({ phone, another, wire, hub }) => {
  test.setTimeout(180_000);
  const field = await comeInAs('leader', phone, hub);
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const office = await goes(desk, '/office/zones');

  // Both have the form before them when the wire is cut.
  await field.getByRole('link', { name: ZONE }).first().click();
  await field.waitForURL(/\/zones\/./);
  await field.getByRole('button', { name: '改时间、地点' }).click();
  await field.getByRole('dialog').getByLabel('集合地点').fill('水泥桥东头');
  await office.getByRole('row').filter({ hasText: ZONE }).getByRole('button', { name: '改场次和集合地点' }).click();
  const slots = office.getByRole('dialog');
  await expect(slots).toBeVisible();
  await slots.getByLabel('集合地点').fill('村委会门口');
  await slots.getByRole('button', { name: '保存' }).click();
  await expect(slots).toBeHidden();
  await (await Outbox.opened(desk)).isEmpty();

  await field.getByRole('dialog').getByRole('button', { name: '保存' }).click();
  await expect(field.getByRole('dialog')).toBeHidden();
  await field.getByRole('link', { name: '返回' }).click();
  await phone.open('/assign');
  await toldAbout(field, `${ZONE}：`);
  await field.getByRole('link', { name: '看看', exact: true }).first().click();
  await field.waitForURL(/\/conflicts\/./);
  const cards = field.locator('.two__card');
  await expect(cards.filter({ hasText: '村委会门口' })).toContainText('现在用的');
  await expect(cards.filter({ hasText: '水泥桥东头' })).toContainText('您，');
  await expect(field.getByText('没选之前照 村委会门口 办。')).toBeVisible();
  await expect(field.getByRole('link', { name: /^打电话给/ })).toBeVisible();

  const both = await goes(desk, '/office/conflicts');
  await expect(both.getByText('村委会门口').first()).toBeVisible();
  await expect(both.getByRole('link', { name: /^打电话给/ }).first()).toBeVisible();
  await field.getByRole('button', { name: '改成 水泥桥东头' }).click();
  await expect(field.getByText(/已改成 水泥桥东头，.+和 \d+ 位志愿者会看到/).first()).toBeVisible();
  await expect(field.getByRole('button', { name: '撤销' })).toBeVisible();
  await desk.open('/office/conflicts');
  // That of another village stands there still.
  await expect(both.getByText('粮站门口').first()).toBeVisible();
  await expect(both.getByText('水泥桥东头')).toHaveCount(0, { timeout: 60_000 });
  wire.mend();
});
