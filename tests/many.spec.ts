// A street with ten thousand people and two thousand spots: lists are paged, a search answers at once, nothing holds the page up.
import { type Page } from '@playwright/test';
import { DESK, expect, test } from './support/fixtures.ts';
import { goes } from './support/kept-forms.ts';
import { Import } from './pages/import.ts';
import { comeInAs } from './pages/invite.ts';
import { Outbox } from './pages/outbox.ts';

const PEOPLE = 10_000;
const SPOTS = 2_000;
// Long enough for a slow machine, short enough that nobody waits.
const AT_ONCE_MS = 1_500;

const sheet = (lines: string[]) => ({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });

function roster(): string[] {
  const row = (n: number) => `志愿者${n},139${String(n).padStart(8, '0')},青石村,青年突击队`;
  return ['姓名,手机号,村（社区）,服务队', ...Array.from({ length: PEOPLE }, (_, n) => row(n + 1))];
}

function survey(): string[] {
  const row = (n: number) => `青石村,青石河东岸,河东岸第${n}处堆物,白色垃圾,${(n % 9) + 1},袋`;
  return ['村（社区）,片区,点位（具体位置）,问题类别,数量,单位', ...Array.from({ length: SPOTS }, (_, n) => row(n + 1))];
}

// How long it takes from the last key to the row.
async function finds(page: Page, words: string): Promise<number> {
  await page.getByRole('searchbox').fill('');
  const row = page.getByRole('row').filter({ hasText: words });
  const began = Date.now();
  await page.getByRole('searchbox').fill(words);
  await expect(row).toHaveCount(1);
  return Date.now() - began;
}

test('lists of thousands are paged and searched at once', async ({ another, hub }) => {
  test.setTimeout(900_000);
  const desk = await another(DESK);
  await comeInAs('organiser', desk, hub);
  const bringing = new Import(desk);
  for (const [sort, lines, rows] of [['志愿者名册', roster(), PEOPLE], ['点位', survey(), SPOTS]] as const) {
    await bringing.opens(sort);
    await bringing.chooses(sheet(lines));
    expect((await bringing.counts()).taken).toBe(rows);
    await bringing.bringsIn(rows);
  }
  await expect(async () => {
    await (await Outbox.opened(desk)).isEmpty();
  }).toPass({ timeout: 300_000 });

  const page = await goes(desk, '/office/people');
  await expect(page.getByText(/第 1 页，共 10\d 页/)).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('tbody tr')).toHaveCount(100);
  expect(await finds(page, '志愿者9876')).toBeLessThan(AT_ONCE_MS);
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: '下一页' }).click();
  await expect(page.getByText(/第 2 页，共 10\d 页/)).toBeVisible();

  await goes(desk, '/office/zones');
  await expect(page.getByText(/第 1 页，共 2\d 页/)).toBeVisible({ timeout: 60_000 });
  expect(await finds(page, '河东岸第1777处堆物')).toBeLessThan(AT_ONCE_MS);
  await goes(desk, '/office/inspections');
  await goes(desk, '/office');
  await expect(page.getByText(/志愿者/).first()).toBeVisible();
});
