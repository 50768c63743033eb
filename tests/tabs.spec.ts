// Several tabs of one phone: one outbox, and one of them that sends it.
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { comeInAs } from './pages/invite.ts';
import { goesInside } from './support/inside.ts';
import { Outbox } from './pages/outbox.ts';
import { QUIET_PAGE } from './support/promises.ts';
import type { Wire } from './support/wire.ts';

// What was lost at the first try is lost.
test.describe.configure({ retries: 0 });

async function reports(page: Page, place: string): Promise<void> {
  await goesInside(page, '/report');
  await page.getByLabel('在哪').fill(place);
  await page.getByRole('button', { name: '报给村里' }).click();
  await page.waitForURL(/\/today/);
}

async function isEmpty(page: Page): Promise<void> {
  await (await Outbox.inside(page)).isEmpty();
}

function sentOnce(wire: Wire, entries: number): void {
  expect([...wire.pushes.values()]).toEqual(Array<number>(entries).fill(1));
}

test('of two tabs one sends, and both show what became of it', async ({ phone, wire, hub }) => {
  test.setTimeout(120_000);
  const first = await comeInAs('leader', phone, hub);
  wire.pushes.clear();
  const second = await phone.opensTab('/today');
  await reports(second, '第二个标签页报的一处');
  await reports(first, '第一个标签页报的一处');
  for (const tab of [first, second]) await isEmpty(tab);
  sentOnce(wire, 2);
});

test('when the tab that sends is closed, another one goes on', async ({ phone, wire, hub }) => {
  test.setTimeout(120_000);
  const first = await comeInAs('leader', phone, hub);
  const second = await phone.opensTab('/report');
  wire.cut();
  await reports(second, '断网时报的一处');
  await first.close();
  wire.mend();
  wire.pushes.clear();
  await isEmpty(second);
  // What the closing tab still had on its way may arrive beside it: the hub takes it once.
  expect(wire.pushes.size).toBe(1);
});

// The tab that holds the lease, by the name that it gave itself.
function holder(page: Page): Promise<string | undefined> {
  return page.evaluate(() => new Promise<string | undefined>((resolve, reject) => {
    const opening = indexedDB.open('yingchun-promises');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const lease = opening.result.transaction('device').objectStore('device').get('lease') as IDBRequest<{ tab: string } | undefined>;
      lease.onsuccess = () => { opening.result.close(); resolve(lease.result?.tab); };
    };
  }));
}

test('where the browser has no locks, a lease says which tab sends, and another one takes it over when that is closed', async ({ phone, wire, hub }) => {
  test.setTimeout(120_000);
  const opened = await phone.open(QUIET_PAGE);
  await opened.context().addInitScript(() => { Object.defineProperty(navigator, 'locks', { value: undefined }); });
  const first = await comeInAs('leader', phone, hub);
  wire.pushes.clear();
  const led = await holder(first);
  expect(led).toBeDefined();
  const second = await phone.opensTab('/today');
  await reports(second, '没有锁的标签页报的一处');
  await reports(first, '另一个没有锁的标签页报的一处');
  await isEmpty(second);
  sentOnce(wire, 2);
  expect(await holder(second)).toBe(led);

  await first.close();
  await reports(second, '独自留下的标签页报的一处');
  await isEmpty(second);
  sentOnce(wire, 3);
  expect(await holder(second)).not.toBe(led);
});

test('what she takes back in one tab is not sent by the other', async ({ phone, wire, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  wire.pushes.clear();
  const second = await phone.opensTab('/report');
  await reports(second, '报错了的一处');
  await second.getByRole('button', { name: '撤销' }).click();
  await reports(second, '报对了的一处');
  await (await Outbox.inside(second)).sendsNow();
  await isEmpty(second);
  sentOnce(wire, 1);
});

test('a tab that goes sends nothing that can still be taken back in another', async ({ phone, wire, hub }) => {
  test.setTimeout(120_000);
  const first = await comeInAs('leader', phone, hub);
  const second = await phone.opensTab('/report');
  wire.pushes.clear();
  await reports(second, '关掉别的页时报的一处');
  await first.goto('about:blank');
  await second.getByRole('button', { name: '撤销' }).click();
  await isEmpty(second);
  expect(wire.pushes.size).toBe(0);
});
