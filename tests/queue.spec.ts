// A week offline: five hundred photos wait on one phone. They drain while the page stays answerable, small pictures first.
import { expect, test } from './support/fixtures.ts';
import { fillsWithPhotos } from './support/backlog.ts';
import { Tasks } from './support/tasks.ts';
import { comeInAs } from './pages/invite.ts';

// What was lost at the first try is lost.
test.describe.configure({ retries: 0 });

const PHOTOS = 500;
const SLOWER = 4;
const LONG_TASK_MS = 50;
// A collection of garbage was seen to take 72 ms, a push with what it redraws 52.
const LONG_TASKS_MOST = 3;
const LONGEST_MS = 100;

test('five hundred photos drain without blocking the page, small pictures first', async ({ phone, wire, hub }) => {
  test.setTimeout(600_000);
  await comeInAs('leader', phone, hub);
  wire.cut();
  await fillsWithPhotos(phone, PHOTOS);
  const page = await phone.open('/rescue.css').catch(() => phone.page);
  wire.mend();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const watched = await Tasks.watched(page);
  await phone.open('/outbox');
  const whole = () => new Set(wire.asked.filter((line) => line.startsWith('PATCH /api/photos/'))).size;
  await expect.poll(whole, { timeout: 500_000, intervals: [500] }).toBe(PHOTOS);
  const tasks = await watched.ended();
  await expect(page.getByText('都传上去了').first()).toBeVisible({ timeout: 60_000 });

  const asked = wire.asked.filter((line) => line.includes('/api/photos/'));
  // What is welcome goes in this order; bytes that went before belong to entries that the hub took before the others.
  const lastThumb = asked.findLastIndex((line) => line.endsWith('/thumb'));
  const early = new Set(asked.slice(0, lastThumb).filter((line) => line.startsWith('PATCH')));
  expect(early.size, 'bytes before the last small picture').toBeLessThan(PHOTOS / 10);

  const long = tasks.filter((ms) => ms > LONG_TASK_MS).map(Math.round);
  const told = `${PHOTOS} photos, processor ×${SLOWER}: ${long.length} of ${tasks.length} tasks over ${LONG_TASK_MS} ms [${long.join(', ')}], the longest ${Math.round(tasks[0] ?? 0)} ms`;
  console.log(told);
  expect(long.length, told).toBeLessThanOrEqual(LONG_TASKS_MOST);
  expect(tasks[0], told).toBeLessThan(LONGEST_MS);
});
