// Everything that is typed or chosen at the desk is there again, whatever happens to the page; office.html promises it.
import { type Locator, type Page } from '@playwright/test';
import { DESK, expect, test } from './support/fixtures.ts';
import { goes, survives } from './support/kept-forms.ts';
import { comeInAs } from './pages/invite.ts';

interface Line {
  room: string;
  // What brings the form up; nothing where it stands on the page.
  opens?: (page: Page) => Promise<void>;
  // Words by the label of their field.
  fields?: Record<string, string>;
  // The list of which the last choice is chosen.
  list?: string;
}

const press = (name: RegExp) => async (page: Page) => { await page.getByRole('button', { name }).first().click(); };

const FORMS: Record<string, Line> = {
  'a village': { room: 'zones', opens: press(/^修改村（社区）$/), fields: { 名称: '青石沟村', '村（居）委会': '青石沟村村委会', 值班电话: '0571-8801' } },
  'a team': { room: 'zones', opens: press(/^修改 /), fields: { 名称: '巾帼二队', 值班电话: '13800002049' } },
  'a zone': { room: 'zones', opens: press(/^修改$/), fields: { 名称: '河东岸南段', 携带物品: '水、手套、夹子' } },
  'when and where people meet': { room: 'zones', opens: press(/^改场次和集合地点$/), fields: { 集合地点: '水泥桥东头', 结束时间: '12:15' } },
  'whose zone it is': { room: 'zones', opens: press(/^换服务队$/), list: '服务队' },
  'a spot': {
    room: 'zones',
    opens: async (page) => { await page.getByRole('table').last().getByRole('button', { name: /^修改$/ }).first().click(); },
    fields: { '点位（具体位置）': '磨坊北侧沟渠南段', 序号: '77' },
  },
  'a spot that is called off': {
    room: 'zones',
    opens: async (page) => {
      await page.getByRole('searchbox').fill('待清理');
      await page.getByRole('table').last().getByRole('button', { name: /^修改$/ }).first().click();
      await page.getByRole('dialog').getByText('不用清了').first().click();
    },
    fields: { 为什么: '村里自己清了' },
  },
  'a report to check': { room: 'zones', opens: press(/^核实$/), list: '片区' },
  'a notice': { room: 'notices', fields: { 标题: '明早改到九点', 内容: '村口集合，带手套' } },
  'a pasted list': { room: 'import', fields: { '或把表格、接龙粘贴到这里': '姓名,手机号\n陈秀英,13800001111\n' } },
  'the drive': { room: 'settings', fields: { 活动名称: '清洁家园迎新春二期', 意见建议联系方式: '街道办 302 室' } },
  'an invitation': { room: 'settings', list: '服务队' },
};

function at(page: Page, line: Line): Locator {
  return line.opens ? page.getByRole('dialog') : page.getByRole('main');
}

async function chosen(list: Locator): Promise<string> {
  const last = list.locator('option').last();
  return (await last.getAttribute('value')) ?? '';
}

test('what is typed at the desk outlives reload, tab and browser', async ({ another, hub }) => {
  test.setTimeout(900_000);
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  for (const [name, line] of Object.entries(FORMS)) {
    let picked = '';
    const words = Object.entries(line.fields ?? {});
    await test.step(name, () => survives(desk, {
      opens: async () => {
        const page = await goes(desk, `/office/${line.room}`);
        await line.opens?.(page);
        return page;
      },
      fills: async (page) => {
        for (const [label, typed] of words) await at(page, line).getByLabel(label).first().fill(typed);
        if (!line.list) return;
        const list = at(page, line).getByLabel(line.list).first();
        picked = await chosen(list);
        await list.selectOption(picked);
      },
      get last() { return line.list ? picked : words.at(-1)?.[1].split('\n')[0] ?? ''; },
      holds: async (page) => {
        for (const [label, typed] of words) await expect(at(page, line).getByLabel(label).first()).toHaveValue(typed);
        if (line.list) await expect(at(page, line).getByLabel(line.list).first()).toHaveValue(picked);
      },
    }));
  }
});

test('a form that lay open writes over nobody, and goes back to what stands there', async ({ another, hub }) => {
  test.setTimeout(120_000);
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const page = await goes(desk, '/office/zones');
  await page.getByRole('button', { name: /^修改村（社区）$/ }).first().click();
  const sheet = page.getByRole('dialog');
  const name = sheet.getByLabel('名称');
  const stands = await name.inputValue();
  await expect(sheet.getByRole('button', { name: '恢复原样' })).toHaveCount(0);
  await name.fill('青石沟村');
  await sheet.getByRole('button', { name: '恢复原样' }).click();
  await expect(name).toHaveValue(stands);
  await expect(sheet.getByRole('button', { name: '恢复原样' })).toHaveCount(0);
  await name.fill('青石沟村');
  await sheet.getByRole('button', { name: '保存' }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText('青石沟村').first()).toBeVisible();
});
