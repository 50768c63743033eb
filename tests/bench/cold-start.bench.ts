// A phone that was switched off, opened with no network and no hub: until today stands there as it was left.
import { test } from '../support/fixtures.ts';
import { opensWithoutNetwork } from '../support/worker.ts';
import { comeInAs } from '../pages/invite.ts';
import { Outbox } from '../pages/outbox.ts';
import { median, percent, print } from './figures.ts';
import { CPU, open, type Times } from './loading.ts';

const TURNS = 5;
const AIM_MS = 1_000;

test('cold start', async ({ phone, wire, hub }) => {
  await comeInAs('leader', phone, hub);
  await (await Outbox.opened(phone)).isEmpty();
  await phone.open('/today');
  await opensWithoutNetwork(phone.page);
  const url = phone.page.url();
  wire.cut();
  await hub.kill();
  const starts: Times[] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    await phone.switchedOff();
    // The tabs come with what was read of the replica, in the same frame; before it there is a skeleton without them.
    starts.push(await open(await phone.open('about:blank'), url, '.tabs'));
  }
  const of = (figure: (times: Times) => number) => median(starts.map(figure));
  const usable = of((it) => it.usable_ms);
  print(`cold start with no network, median of ${TURNS}: CPU ×${CPU}`, [
    ['', 'first paint', 'as it was left', 'blocked'],
    ['the app', ...[of((it) => it.paint_ms), usable, of((it) => it.blocked_ms)].map((ms) => `${Math.round(ms)} ms`)],
    ['the aim', '', `${AIM_MS} ms`, ''],
    ['of the aim', '', percent(usable / AIM_MS), ''],
  ]);
});
