// A week offline: five hundred photos wait on one phone. They drain while the page stays answerable, small pictures first.
import { expect, test } from './support/fixtures.ts';
import { fillsWithPhotos } from './support/backlog.ts';
import { comeInAs } from './pages/invite.ts';

const PHOTOS = 500;
const SLOWER = 4;
const LONG_TASK_MS = 50;

test('five hundred photos drain without blocking the page, small pictures first', async ({ phone, wire, hub }) => {
  test.setTimeout(600_000);
  await comeInAs('leader', phone, hub);
  wire.cut();
  await fillsWithPhotos(phone, PHOTOS);
  const page = await phone.open('/rescue.css').catch(() => phone.page);
  wire.mend();
  await page.addInitScript((longest) => {
    const long: number[] = [];
    Object.assign(window, { yingchunLong: long });
    new PerformanceObserver((list) => { for (const it of list.getEntries()) if (it.duration > longest) long.push(Math.round(it.duration)); })
      .observe({ entryTypes: ['longtask'] });
  }, LONG_TASK_MS);
  const inspector = await page.context().newCDPSession(page);
  await inspector.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await phone.open('/outbox');
  await expect(page.getByText('都传上去了').first()).toBeVisible({ timeout: 500_000 });
  const asked = wire.asked.filter((line) => line.includes('/api/photos/'));
  // What is welcome goes in this order; bytes that went before belong to entries that the hub took before the others.
  const lastThumb = asked.findLastIndex((line) => line.endsWith('/thumb'));
  const early = new Set(asked.slice(0, lastThumb).filter((line) => line.startsWith('PATCH')));
  expect(early.size, 'bytes before the last small picture').toBeLessThan(PHOTOS / 10);
  const long = await page.evaluate(() => (window as unknown as { yingchunLong: number[] }).yingchunLong);
  console.log(`${PHOTOS} photos, processor ×${SLOWER}: ${long.length} tasks over ${LONG_TASK_MS} ms, the longest ${Math.max(0, ...long)} ms`);
});
