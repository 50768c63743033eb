// A week offline: five hundred photos wait on one phone. They drain while the page stays answerable, small pictures first.
import { expect, test } from './support/fixtures.ts';
import { fillsWithPhotos } from './support/backlog.ts';
import { Tasks } from './support/tasks.ts';
import { comeInAs } from './pages/invite.ts';

// What was lost at the first try is lost.
test.describe.configure({ retries: 0 });

const PHOTOS = 500;
// Longer than what no entry names is kept.
const A_WEEK_AND_A_DAY = 8 * 86_400_000;
const SLOWER = 4;
const LONG_TASK_MS = 50;
// A collection of garbage was seen to take 72 ms, a push with what it redraws 52.
const LONG_TASKS_MOST = 3;
const LONGEST_MS = 100;

test('five hundred photos drain without blocking the page, small pictures first', async ({ phone, wire, hub }) => {
  test.setTimeout(600_000);
  await comeInAs('leader', phone, hub);
  const before = await hub.photos();
  wire.cut();
  await fillsWithPhotos(phone, PHOTOS, A_WEEK_AND_A_DAY);
  const page = await phone.open('/rescue.css').catch(() => phone.page);
  wire.mend();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  const watched = await Tasks.watched(page);
  await phone.open('/outbox');
  // Each is compared with its hash by the hub before it counts as whole; none was swept, and none is there twice.
  const whole = async () => (await hub.photos(before)).length;
  await expect.poll(whole, { timeout: 500_000, intervals: [500] }).toBeGreaterThanOrEqual(PHOTOS);
  const tasks = await watched.ended();
  await expect(page.getByText('都传上去了').first()).toBeVisible({ timeout: 60_000 });
  expect(await whole()).toBe(PHOTOS);

  // Bytes go only where no small picture is left of what the hub has taken; the words of all were there long before.
  const asked = wire.asked.filter((line) => /^(POST \/api\/push|PUT .*\/thumb$|PATCH )/.test(line));
  const firstBytes = asked.findIndex((line) => line.startsWith('PATCH'));
  const smallBefore = new Set(asked.slice(0, firstBytes).filter((line) => line.startsWith('PUT'))).size;
  expect(smallBefore, 'small pictures before the first bytes').toBe(PHOTOS);
  expect(asked.lastIndexOf('POST /api/push'), 'the last words before the first bytes').toBeLessThan(firstBytes);

  const long = tasks.filter((ms) => ms > LONG_TASK_MS).map(Math.round);
  const told = `${PHOTOS} photos, processor ×${SLOWER}: ${long.length} of ${tasks.length} tasks over ${LONG_TASK_MS} ms [${long.join(', ')}], the aim 0; the longest ${Math.round(tasks[0] ?? 0)} ms`;
  console.log(told);
  expect(long.length, told).toBeLessThanOrEqual(LONG_TASKS_MOST);
  expect(tasks[0], told).toBeLessThan(LONGEST_MS);
});
