// 导入: sheets as offices have them. What cannot be read is said with its line, what is there already is left out, and nothing is
// sent before it was shown.
import path from 'node:path';
import { expect, type Page } from '@playwright/test';
import { DESK, test } from './support/fixtures.ts';
import { Import } from './pages/import.ts';
import { comeInAs } from './pages/invite.ts';
import { Outbox } from './pages/outbox.ts';

const LISTS = path.join(import.meta.dirname, 'lists');
const list = (name: string) => path.join(LISTS, name);
const written = (text: string) => ({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

async function peopleAt(page: Page): Promise<number> {
  const said = await page.locator('.desk__small').innerText();
  return Number(/\d+/.exec(said)?.[0]);
}

test('a roster is read in GBK and in UTF-8 alike, and brought in once', async ({ another, hub }) => {
  test.setTimeout(240_000);
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const sheet = new Import(desk);
  const read = [];
  for (const name of ['roster-gbk.csv', 'roster-utf8-bom.csv']) {
    await sheet.opens();
    await sheet.chooses(list(name));
    read.push(await sheet.counts());
  }
  expect(read[0]).toEqual(read[1]);
  const { taken, left, wrong } = read[0] ?? { taken: 0, left: 0, wrong: 0 };
  expect(taken).toBeGreaterThan(100);
  // Every one of the 120 rows is accounted for; the foot line is none of them, or stands among the wrong ones.
  expect([120, 121]).toContain(taken + left + wrong);

  await sheet.shows('跳过');
  await expect(desk.page.getByText(/与第 \d+ 行重复，跳过/).first()).toBeVisible();
  await sheet.shows('有误');
  await expect(desk.page.getByText('不是 11 位手机号').first()).toBeVisible();
  await expect(desk.page.getByText('缺姓名').first()).toBeVisible();
  await expect(desk.page.getByText(/没有“.+”这个村（社区），先新建/).first()).toBeVisible();

  await desk.open('/office/people');
  const before = await peopleAt(desk.page);
  await sheet.opens();
  await sheet.chooses(list('roster-gbk.csv'));
  await sheet.bringsIn(taken);
  await (await Outbox.opened(desk)).isEmpty();
  await desk.open('/office/people');
  await expect.poll(() => peopleAt(desk.page)).toBe(before + taken);
  await desk.page.getByRole('searchbox').fill('徐丽');
  await expect(desk.page.getByRole('row').filter({ hasText: '徐丽' }).first()).toBeVisible();

  await sheet.opens();
  await sheet.chooses(list('roster-utf8-bom.csv'));
  expect(await sheet.counts()).toEqual({ taken: 0, left: left + taken, wrong });
});

test('spots with quantities in mixed units find their zones, or say which one is missing', async ({ another, hub }) => {
  test.setTimeout(120_000);
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const sheet = new Import(desk);
  await sheet.opens('点位');
  await sheet.chooses(list('spots.csv'));
  const { taken, left, wrong } = await sheet.counts();
  expect(taken + left + wrong).toBe(60);
  // Unit, day, way and note are read; nothing of an ordinary ledger is left aside.
  await expect(desk.page.getByText(/没用到的列/)).toHaveCount(0);
  await expect(desk.page.getByText(/记在描述里/)).toHaveCount(0);
  if (wrong > 0) {
    await sheet.shows('有误');
    await expect(desk.page.getByText(/没有“.+”这个片区，先新建/).first()).toBeVisible();
  }
});

test('what is no list is said, with the line, and what was pasted stays', async ({ another, hub }) => {
  test.setTimeout(120_000);
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const sheet = new Import(desk);
  await sheet.opens();
  await sheet.pastes('姓名,手机号\n陈秀英,13800001111\n');
  // One line was read, whatever it still lacks.
  await expect.poll(async () => { const { taken, wrong } = await sheet.counts(); return taken + wrong; }).toBe(1);
  const refused: [string, Parameters<Import['chooses']>[0], RegExp][] = [
    ['a photo', { ...written(''), name: 'heap.jpg', buffer: Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]) }, /这不是表格/],
    ['neither encoding', list('roster-broken.csv'), /第 3 行读不出来：不是 UTF-8，也不是 GBK/],
    ['0 bytes', { ...written(''), buffer: Buffer.alloc(0) }, /这个文件是空的/],
    ['huge', { ...written(''), buffer: Buffer.alloc(25 << 20, '王') }, /文件超过 24 MB/],
    ['no heads', written('陈秀英\n王二\n'), /没找到表头/],
    ['a count of heads', list('jielong-c.txt'), /各村报出动人数的接龙/],
    ['a workbook', { ...written(''), buffer: Buffer.from('PK\u0003\u0004not a text') }, /Excel 工作簿/],
  ];
  for (const [what, file, words] of refused) {
    await test.step(what, async () => {
      await sheet.chooses(file);
      await expect(desk.page.getByRole('alert').filter({ hasText: words })).toBeVisible();
    });
  }
  await sheet.chooses(written('姓名,手机号\n王\u0000二,13800001112\n\u0000,13800001113\n'));
  const { taken, wrong } = await sheet.counts();
  expect(taken + wrong).toBe(2);
  expect(wrong).toBeGreaterThan(0);
  await sheet.opens();
  await expect(desk.page.getByRole('textbox').first()).toHaveValue(/陈秀英/);
});

test('cells copied out of Excel or WPS are pasted: people, and spots', async ({ another, hub }) => {
  test.setTimeout(240_000);
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const sheet = new Import(desk);

  await sheet.opens();
  await sheet.pastesCells([
    ['姓名', '联系\n电话', '村', '备注'],
    ['陈秀英', '13800001111', '青石村', '自带三轮车，\n说"能装两车"'],
    ['王二', '13800001112', '柳林社区', ''],
  ]);
  await expect.poll(() => sheet.counts()).toEqual({ taken: 2, left: 0, wrong: 0 });
  await expect(sheet.row('陈秀英')).toContainText('自带三轮车， 说"能装两车"');
  await expect(sheet.row('王二')).toContainText('柳林社区');
  await sheet.bringsIn(2);
  await (await Outbox.opened(desk)).isEmpty();
  await desk.open('/office/people');
  await desk.page.getByRole('searchbox').fill('陈秀英');
  await expect(desk.page.getByRole('row').filter({ hasText: '陈秀英' })).toContainText('青石村');

  await sheet.opens('点位');
  await sheet.pastesCells([
    ['序号', '村（社区）', '片区', '点位\n（具体位置）', '问题类别'],
    ['501', '青石村', '青石河东岸', '老井\n东侧', '白色垃圾'],
    ['502', '青石村', '青石河东岸', '晒谷场', '三堆'],
  ]);
  await expect.poll(() => sheet.counts()).toEqual({ taken: 2, left: 0, wrong: 0 });
  await sheet.bringsIn(2);
  await (await Outbox.opened(desk)).isEmpty();
  await desk.open('/office/zones');
  await desk.page.getByRole('searchbox').fill('老井');
  await expect(desk.page.getByRole('row').filter({ hasText: '老井 东侧' })).toContainText('501');
});

test('a list that names no village is mended by one choice above it', async ({ another, hub }) => {
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const sheet = new Import(desk);
  await sheet.opens();
  await sheet.pastes('报名接龙\n1. 张甲 13800001111\n2. 李乙 13800001112\n');
  await expect(desk.page.getByText(/^2 行没写村（社区）/)).toBeVisible();
  await desk.page.getByLabel('表里没写村（社区）的，归到').selectOption({ label: '青石村' });
  await expect(desk.page.getByText(/行没写村（社区）/)).toHaveCount(0);
  await expect.poll(() => sheet.counts()).toEqual({ taken: 2, left: 0, wrong: 0 });
});
