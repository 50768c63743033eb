// What a volunteer may answer: another time, about when she came, that it is clean; and what is written about her.
import { expect, test } from './support/fixtures.ts';
import { Assign } from './pages/leader.ts';
import { Inspector } from './pages/inspector.ts';
import { comeInAs } from './pages/invite.ts';
import { Join } from './pages/join.ts';
import { Volunteer } from './pages/volunteer.ts';

const LAN = { name: '周秀兰', mobile: '13800002048' };
const ZONE = /青石河东岸/;
const SPOT = '河东岸第三块菜地边';

test('a volunteer answers: another time, faces covered, an objection, her own details', async ({ phone, another, hub }) => {
  test.setTimeout(240_000);
  await Join.signedUp(phone, hub, LAN);
  const leader = new Assign(await comeInAs('leader', await another(), hub));
  await leader.takesIn(LAN.name);
  await leader.asks(LAN.name);

  const lan = new Volunteer(phone);
  await lan.isAskedTo(ZONE);
  await lan.wouldRather(ZONE, '要接孙子，下午行');
  await expect(phone.page.getByText('跟队长说了').first()).toBeVisible();
  await lan.changesHerMind();
  await lan.signsInFirst();

  await lan.goesTo(SPOT);
  await lan.photographsCovered('portrait_6.jpg');
  await lan.photographs('landscape_3.jpg', '再拍一张');
  await lan.takesOut(/清理后/);
  await lan.isDone();
  await lan.hasSentEverything();

  const eyes = await another();
  await comeInAs('inspector', eyes, hub);
  const inspector = new Inspector(eyes);
  await inspector.looksAt(SPOT);
  await inspector.sendsBack('没清干净', '菜地边还有一只袋子');
  await inspector.hasSentEverything();
  await expect(async () => {
    await lan.goesTo(SPOT);
    await expect(phone.page.getByText('这处还差一点')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  await lan.objects('袋子是后来风吹过来的');
  await lan.hasSentEverything();

  await lan.changesHerself({ children: 2, emergency: ['儿子', '13900002048'] });
  await lan.hasSentEverything();
  await phone.open('/me');
  await expect(phone.page.getByText('儿子 13900002048', { exact: true })).toBeVisible();
  await expect(phone.page.getByText('随行 2 人', { exact: true })).toBeVisible();
  await lan.leaves();
  await lan.hasSentEverything();
  await phone.open('/me');
  await expect(phone.page.getByText('您的信息删了')).toBeVisible();
});

test('what waits can be handed to the leader as words', async ({ phone, hub, wire }) => {
  await Join.signedUp(phone, hub, LAN);
  await phone.page.getByRole('link', { name: '去看今天' }).click();
  await expect(phone.page.getByRole('button', { name: '拍照' })).toBeVisible();
  wire.cut();
  await phone.page.getByRole('button', { name: '拍照' }).click();
  await phone.page.getByRole('link', { name: '发现新的脏乱处' }).click();
  await phone.page.getByLabel('在哪').fill('小卖部后面');
  await phone.page.getByRole('button', { name: '报给村里' }).click();
  await phone.page.getByRole('link', { name: /条(马上传|等网络)/ }).click();
  await phone.page.getByText('传不上去？交给队长代传').click();
  await expect(phone.page.getByText(`${LAN.name}（青石村）有 1 条还没传上去`)).toBeVisible();
  await expect(phone.page.getByText(/1\. 发现新的脏乱处：小卖部后面/)).toBeVisible();
});
