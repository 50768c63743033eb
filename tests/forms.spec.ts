// What is typed and chosen in a form is there again, whatever happens to the page, and is saved once.
import path from 'node:path';
import { type Page } from '@playwright/test';
import { DESK, expect, test } from './support/fixtures.ts';
import { goes, survives, type Form } from './support/kept-forms.ts';
import { comeInAs } from './pages/invite.ts';
import { Join } from './pages/join.ts';
import { Assign } from './pages/leader.ts';
import { Volunteer } from './pages/volunteer.ts';
import type { Phone } from './support/phone.ts';

const ZONE = /青石河东岸/;
const PICTURE = path.join(import.meta.dirname, 'photos', 'portrait_6.jpg');

async function picks(page: Page, button: string): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).first().click();
  await (await choosing).setFiles(PICTURE);
}

// A spot of her zone that nobody has cleaned yet.
async function toSpot(phone: Phone): Promise<Page> {
  const page = await goes(phone, '/zones');
  await page.getByRole('link', { name: /青石河东岸/ }).first().click();
  await page.getByRole('link', { name: /河东岸第三块菜地边/ }).first().click();
  await page.getByRole('button', { name: '清理完了' }).waitFor();
  return page;
}

test('joining', async ({ phone, hub }) => {
  test.setTimeout(120_000);
  const opens = async () => { await Join.opened(phone, hub); return phone.page; };
  await survives(phone, {
    opens,
    fills: async (page) => {
      await page.getByLabel('姓名', { exact: true }).fill('李晓梅');
      await page.getByLabel('手机号', { exact: true }).fill('13800002047');
      await page.getByRole('button', { name: '上午 8:30' }).first().click();
      await page.getByText('带孩子来？填随行几人').click();
      await page.getByRole('button', { name: '多一个' }).click();
    },
    last: 'accompanying\\":1',
    holds: async (page) => {
      await expect(page.getByLabel('姓名', { exact: true })).toHaveValue('李晓梅');
      await expect(page.getByLabel('手机号', { exact: true })).toHaveValue('13800002047');
      await expect(page.getByRole('button', { name: '上午 8:30' }).first()).toHaveAttribute('aria-pressed', 'true');
      await expect(page.getByText('随行 1 人')).toBeVisible();
      await expect(page.getByLabel('我看过说明')).not.toBeChecked();
    },
  });
});

test('at work on a spot, and reporting another', async ({ phone, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  await survives(phone, {
    opens: () => toSpot(phone),
    fills: async (page) => {
      await picks(page, '从相册选');
      await page.getByRole('button', { name: '用这张' }).click();
      await page.getByRole('button', { name: '多一个' }).click();
      await page.getByRole('button', { name: '多一个' }).click();
      await page.getByRole('button', { name: '袋', exact: true }).click();
      await page.getByLabel('想说点什么').fill('砖码墙边了');
    },
    last: '砖码墙边了',
    holds: async (page) => {
      await expect(page.getByLabel('想说点什么')).toHaveValue('砖码墙边了');
      await expect(page.getByRole('status').filter({ hasText: /^2$/ })).toBeVisible();
      await expect(page.getByRole('button', { name: '袋', exact: true })).toHaveAttribute('aria-pressed', 'true');
      await expect(page.getByRole('img', { name: /清理后 / })).toBeVisible();
    },
  });
  await survives(phone, {
    opens: () => goes(phone, '/report'),
    fills: async (page) => {
      await picks(page, '从相册选');
      await page.getByRole('button', { name: '用这张' }).click();
      await page.getByRole('button', { name: '白色垃圾' }).click();
      await page.getByLabel('在哪').fill('桥北头');
    },
    last: '桥北头',
    holds: async (page) => {
      await expect(page.getByLabel('在哪')).toHaveValue('桥北头');
      await expect(page.getByRole('button', { name: '白色垃圾' })).toHaveAttribute('aria-pressed', 'true');
      await expect(page.getByRole('img')).toBeVisible();
    },
  });
});

test('a leader asks people, and adds one at the roll', async ({ phone, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  let ticked: boolean[] = [];
  const boxes = (page: Page) => page.getByRole('dialog').getByRole('checkbox');
  const states = (page: Page) => boxes(page).evaluateAll((all) => all.map((box) => (box as HTMLInputElement).checked));
  await survives(phone, {
    opens: async () => {
      const page = await goes(phone, '/assign');
      await page.getByRole('button', { name: '请人' }).first().click();
      await boxes(page).first().waitFor();
      return page;
    },
    fills: async (page) => {
      for (const box of await boxes(page).all()) await box.setChecked(!(await box.isChecked()));
      ticked = await states(page);
    },
    last: 'ask.',
    holds: (page) => expect.poll(() => states(page)).toEqual(ticked),
  });
  await survives(phone, {
    opens: async () => {
      const page = await goes(phone, '/roll');
      await page.getByRole('button', { name: '加一个人' }).click();
      return page;
    },
    fills: async (page) => {
      const sheet = page.getByRole('dialog');
      await sheet.getByRole('button', { name: '多一个' }).click();
      await sheet.getByLabel('姓名').fill('陈阿婆');
    },
    last: '陈阿婆',
    holds: async (page) => {
      await expect(page.getByRole('dialog').getByLabel('姓名')).toHaveValue('陈阿婆');
      await expect(page.getByRole('dialog').getByRole('status')).toHaveText('1');
    },
  });
});

test('an inspector sends back', async ({ phone, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('inspector', phone, hub);
  await phone.page.getByRole('main').getByRole('link').first().click();
  await phone.page.waitForURL(/\/inspect\/./);
  const spot = new URL(phone.page.url()).pathname;
  await survives(phone, {
    opens: async () => {
      const page = await phone.open(spot);
      await page.getByRole('button', { name: '退回整改' }).click();
      return page;
    },
    fills: async (page) => {
      const sheet = page.getByRole('dialog');
      await sheet.getByRole('button', { name: '垃圾没运走' }).click();
      await sheet.getByRole('button', { name: /12 点/ }).first().click();
      await picks(page, '从相册选');
      await expect(sheet.locator('img')).toBeVisible();
      await sheet.getByLabel('具体在哪').fill('桥墩北面');
    },
    last: '桥墩北面',
    holds: async (page) => {
      const sheet = page.getByRole('dialog');
      await expect(sheet.getByLabel('具体在哪')).toHaveValue('桥墩北面');
      await expect(sheet.getByRole('button', { name: '垃圾没运走' })).toHaveAttribute('aria-pressed', 'true');
      await expect(sheet.getByRole('button', { name: /^退回，限 .*12 点/ })).toBeVisible();
      await expect(sheet.locator('img')).toBeVisible();
    },
  });
});

// Every other form that a phone has, a line each: where it is, what is typed or chosen, and how it is seen to be there again.
test('what else a volunteer and a leader type on their phones', async ({ phone, another, hub }) => {
  test.setTimeout(300_000);
  const LAN = { name: '周秀兰', mobile: '13800002048' };
  await Join.signedUp(phone, hub, LAN);
  const lead = await another();
  const leader = new Assign(await comeInAs('leader', lead, hub));
  await leader.takesIn(LAN.name);
  await leader.asks(LAN.name);
  const lan = new Volunteer(phone);
  await lan.isAskedTo(ZONE);

  const typed = (label: string, words: string): Pick<Form, 'fills' | 'last' | 'holds'> => ({
    fills: (page) => page.getByLabel(label).first().fill(words),
    last: words,
    holds: (page) => expect(page.getByLabel(label).first()).toHaveValue(words),
  });
  const forms: Record<string, [Phone, Form]> = {
    接着用: [phone, { opens: () => goes(phone, '/back'), ...typed('手机号', '13800002099') }],
    改一改: [phone, {
      opens: async () => {
        const page = await goes(phone, '/me');
        await page.getByRole('button', { name: '改一改' }).first().click();
        return page;
      },
      ...typed('紧急联系人', '儿子王强'),
    }],
    换个时间: [phone, {
      opens: async () => {
        const page = await goes(phone, '/messages');
        await page.getByRole('link', { name: ZONE }).first().click();
        await page.getByRole('button', { name: '换个时间' }).click();
        return page;
      },
      ...typed('想说一句', '要接孙子，下午行'),
    }],
    记错了: [lead, {
      opens: async () => {
        const page = await goes(lead, '/zones');
        await page.getByRole('link', { name: ZONE }).first().click();
        await page.getByRole('link', { name: /待验收/ }).first().click();
        await page.getByRole('button', { name: '记错了' }).click();
        return page;
      },
      fills: async (page) => { await page.getByLabel('清的是另一处').selectOption({ index: 1 }); },
      last: 'wrong.',
      holds: (page) => expect(page.getByRole('button', { name: '改到那一处' })).toBeVisible(),
    }],
  };
  for (const [name, [whose, form]] of Object.entries(forms)) await test.step(name, () => survives(whose, form));

  await lan.accepts(ZONE);
  await lan.signsInFirst();
  await phone.page.getByRole('button', { name: '我走了，签退' }).first().click();
  await expect(phone.page.getByText(/\d 已签退/).first()).toBeVisible();
  await test.step('时间不对', () => survives(phone, {
    opens: async () => {
      const page = await goes(phone, '/today');
      await page.getByText('时间不对').click();
      return page;
    },
    fills: async (page) => {
      await page.getByRole('button', { name: '自己选' }).first().click();
      await page.locator('#came-at').fill('00:05');
    },
    last: '00:05',
    holds: (page) => expect(page.locator('#came-at')).toHaveValue('00:05'),
  }));
});

test('the office sets up', async ({ another, hub }) => {
  test.setTimeout(180_000);
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const forms: Record<string, [label: string, words: string][]> = {
    '新建村（社区）': [['名称', '上河村'], ['值班电话', '0571-8800'], ['村（居）委会', '上河村居委会']],
    新建服务队: [['名称', '巾帼队'], ['值班电话', '13800002049']],
    新建片区: [['名称', '上河东'], ['集合地点', '老樟树下'], ['携带物品', '水、手套']],
    新建点位: [['点位（具体位置）', '磨坊北侧沟渠'], ['问题描述', '约两车']],
  };
  for (const [form, fields] of Object.entries(forms)) {
    await test.step(form, () => survives(desk, {
      opens: async () => {
        const page = await goes(desk, '/office/zones');
        await page.getByRole('button', { name: form }).first().click();
        return page;
      },
      fills: async (page) => {
        for (const [label, words] of fields) await page.getByRole('dialog').getByLabel(label).fill(words);
      },
      last: fields.at(-1)?.[1] ?? '',
      holds: async (page) => {
        for (const [label, words] of fields) await expect(page.getByRole('dialog').getByLabel(label)).toHaveValue(words);
      },
    }));
  }
});
