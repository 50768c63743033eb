// The main job, end to end: two phones in the village, an inspector's, and a desk in the office.
import { DESK, expect, test } from './support/fixtures.ts';
import { Assign } from './pages/leader.ts';
import { Inspector } from './pages/inspector.ts';
import { comeInAs } from './pages/invite.ts';
import { Join } from './pages/join.ts';
import { Office } from './pages/office.ts';
import { Volunteer } from './pages/volunteer.ts';
import { textsOf } from './support/workbook.ts';

const MEI = { name: '李晓梅', mobile: '13800002047' };
const ZONE = /青石河东岸/;
// One that the office writes down today, with no photo yet; one of the survey, photographed before.
const [NEW, OLD] = ['河埠头塑料袋', '河东岸第三块菜地边'] as const;

test('a spot is cleaned, sent back, mended and passed, and the ledger says so', async ({ phone, another, hub }) => {
  test.setTimeout(240_000);
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const office = new Office(desk);
  await office.writesDown(NEW, ZONE);

  await Join.signedUp(phone, hub, MEI);
  const leader = new Assign(await comeInAs('leader', await another(), hub));
  await leader.takesIn(MEI.name);
  await leader.asks(MEI.name);

  const mei = new Volunteer(phone);
  await mei.isAskedTo(ZONE);
  await mei.accepts(ZONE);
  await mei.signsIn();
  await mei.goesTo(NEW);
  await mei.photographs('DSCN0010.jpg');
  await mei.photographs('portrait_6.jpg');
  await mei.isDone();
  await mei.goesTo(OLD);
  await mei.photographs('landscape_3.jpg');
  await mei.isDone();
  await mei.hasSentEverything();
  await leader.hears(MEI.name, '答应');

  const eyes = await another();
  await comeInAs('inspector', eyes, hub);
  const inspector = new Inspector(eyes);
  await inspector.looksAt(NEW);
  await inspector.seesPhotos(2);
  await inspector.passes();
  await inspector.looksAt(OLD);
  await inspector.sendsBack('没清干净', '桥墩北面还有砖');
  await inspector.hasSentEverything();

  await expect(async () => {
    await mei.goesTo(OLD);
    await expect(phone.page.getByText('这处还差一点')).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 40_000 });
  await mei.mends(OLD, 'portrait_6.jpg');
  await mei.hasSentEverything();

  const ledger = textsOf(await office.downloadsLedger());
  for (const word of [MEI.name, NEW, OLD, '人居环境整治问题排查整改台账', '志愿服务时长']) expect(ledger).toContain(word);
});
