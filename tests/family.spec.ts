// 替家里人报名: the phone stays hers, and what her family is asked and does is hers to see and to answer.
import { expect, test } from './support/fixtures.ts';
import { comeInAs } from './pages/invite.ts';
import { Join } from './pages/join.ts';
import { Assign } from './pages/leader.ts';
import { Outbox } from './pages/outbox.ts';

const MEI = { name: '李晓梅', mobile: '13800002047' };
const SHAN = { name: '李大山', mobile: '13800002048' };

test('a phone that is nobody’s asks for herself first, then speaks for her family', async ({ phone, another, hub }) => {
  test.setTimeout(180_000);
  const page = await phone.open(hub.way('join'));
  await page.getByRole('link', { name: '替家里人报名' }).click();
  await expect(page.getByText('先写您自己的，再替家里人报')).toBeVisible();
  const join = Join.on(phone);
  for (const who of [MEI, SHAN]) {
    await join.type(who);
    await join.agree();
    await join.send();
    await join.saysSignedUp();
    await expect(page.getByRole('heading', { level: 1, name: `${who.name}，谢谢您` })).toBeVisible();
    if (who === MEI) await page.getByRole('link', { name: '替家里人报名' }).click();
  }

  const leader = new Assign(await comeInAs('leader', await another(), hub));
  await leader.takesIn(SHAN.name);
  await leader.asks(SHAN.name);
  await phone.open('/me');
  await expect(page.getByRole('heading', { level: 1, name: MEI.name })).toBeVisible();
  await expect(page.getByText(SHAN.name).first()).toBeVisible();

  await expect(async () => {
    await phone.open('/messages');
    await expect(page.getByRole('link', { name: `队长请${SHAN.name}来` })).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  await page.getByRole('link', { name: `队长请${SHAN.name}来` }).click();
  await page.getByRole('button', { name: '我去' }).click();
  await expect(page.getByText(/^好，/)).toBeVisible();
  await (await Outbox.opened(phone)).isEmpty();
  await leader.hears(SHAN.name, '答应');

  await phone.open('/today');
  const turn = page.getByRole('article').filter({ hasText: SHAN.name });
  await turn.getByRole('button', { name: `${SHAN.name}到了，签到` }).click();
  await expect(turn.getByText(/已签到/)).toBeVisible();
  await (await Outbox.opened(phone)).isEmpty();
  await phone.open('/today');
  await expect(turn.getByRole('button', { name: `${SHAN.name}走了，签退` })).toBeVisible();
});
