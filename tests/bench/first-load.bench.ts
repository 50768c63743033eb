// The first load of whoever scans a village's code, beside the aim and beside a bare page of as many bytes, answer by answer, that
// needs no wasm: what the wire alone takes.
import { randomBytes } from 'node:crypto';
import { chromium } from '@playwright/test';
import { test } from '../support/fixtures.ts';
import { BROWSER, QUIET } from '../support/phone.ts';
import { median, percent, print } from './figures.ts';
import { CPU, LINE, load, type Load } from './loading.ts';
import { Site, type Answer } from './site.ts';

const TURNS = 5;
const AIM = { bytes: 230_000, paint_ms: 1_800, blocked_ms: 100 };

test('first load', async ({ hub, wire }) => {
  let sizes: number[] = [];
  const bare = await Site.with(() => asMany(sizes));
  const browser = await chromium.launch({ executablePath: BROWSER, args: QUIET });
  const [app, beside]: [Load[], Load[]] = [[], []];
  try {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const loaded = await load(browser, wire.origin + hub.way('join'), 'main a.btn');
      app.push(loaded);
      sizes = loaded.answers;
      beside.push(await load(browser, bare.origin, '.done'));
    }
  } finally {
    await browser.close();
    await bare.close();
  }
  const [ours, theirs] = [middle(app), middle(beside)];
  print(`first load by a code, median of ${TURNS}: CPU ×${CPU}, ${LINE.downloadThroughput * 8 / 1e6} Mbit/s, ${LINE.latency} ms`, [
    ['', 'bytes', 'first paint', 'usable', 'blocked'],
    row('the app', ours),
    row('as many bytes without wasm', theirs),
    ['the aim', String(AIM.bytes), `${AIM.paint_ms} ms`, '', `${AIM.blocked_ms} ms`],
    ['of the aim', percent(ours.bytes / AIM.bytes), percent(ours.paint_ms / AIM.paint_ms), '', percent(ours.blocked_ms / AIM.blocked_ms)],
    ['of the bare page', percent(ours.bytes / theirs.bytes), percent(ours.paint_ms / theirs.paint_ms), percent(ours.usable_ms / theirs.usable_ms), ''],
  ]);
});

function middle(loads: Load[]): Omit<Load, 'answers'> {
  const of = (figure: (load: Load) => number) => median(loads.map(figure));
  return { bytes: of((it) => it.bytes), paint_ms: of((it) => it.paint_ms), usable_ms: of((it) => it.usable_ms), blocked_ms: of((it) => it.blocked_ms) };
}

function row(name: string, it: Omit<Load, 'answers'>): string[] {
  return [name, String(Math.round(it.bytes)), ...[it.paint_ms, it.usable_ms, it.blocked_ms].map((ms) => `${Math.round(ms)} ms`)];
}

// What an answer's head takes of its bytes.
const HEAD = 160;

// A page and what it fetches, each as long as the app's own answer in its place.
function asMany([first = 0, ...others]: number[]): Record<string, Answer> {
  const filling = (bytes: number) => randomBytes(Math.max(0, bytes - HEAD));
  const paths = others.map((_, index) => `/${index}`);
  const head = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><p>正在打开</p><script>
    Promise.all(${JSON.stringify(paths)}.map((path) => fetch(path).then((answer) => answer.arrayBuffer())))
      .then(() => { document.querySelector('p').className = 'done'; });
  </script><!--`;
  const page = head + filling(first - head.length).toString('base64').slice(0, Math.max(0, first - HEAD - head.length - 3)) + '-->';
  const answers = others.map((bytes, index) => [`/${index}`, { kind: 'application/octet-stream', body: filling(bytes) }] as const);
  return { '/': { kind: 'text/html', body: page }, ...Object.fromEntries(answers) };
}
