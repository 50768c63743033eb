// From a picture in the album to one that is saved: the app (decode, scale, stamp, encode, small picture, hash, stored)
// beside what two libraries take for the compression alone, to the same size, in the same browser, by turns.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { Join } from '../pages/join.ts';
import { median, percent, print } from './figures.ts';
import { Site } from './site.ts';

const TURNS = 7;
const FILES = ['HMD_Nokia_8.3_5G.jpg', 'jolla.jpg'];
const RATES = [1, 4];
const PEERS = ['browser-image-compression', 'browser-image-compression, worker', 'compressorjs'] as const;
type Peer = (typeof PEERS)[number];
const APP = 'the app, all of it';

const find = createRequire(import.meta.url);

const PEERS_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,">
<script src="/browser-image-compression.js"></script><script src="/compressor.js"></script>
<input type="file"><script>
  const side = 1600, quality = .82, kind = 'image/jpeg';
  const options = { maxWidthOrHeight: side, initialQuality: quality, fileType: kind, libURL: location.origin + '/browser-image-compression.js' };
  const peers = {
    'browser-image-compression': (file) => imageCompression(file, { ...options, useWebWorker: false }),
    'browser-image-compression, worker': (file) => imageCompression(file, { ...options, useWebWorker: true }),
    compressorjs: (file) => new Promise((success, error) => {
      new Compressor(file, { maxWidth: side, maxHeight: side, quality, mimeType: kind, success, error });
    }),
  };
  document.querySelector('input').addEventListener('change', async (event) => {
    const began = performance.now();
    const [file] = event.target.files;
    // The same file chosen again is an event again.
    event.target.value = '';
    try {
      const made = await peers[peer](file);
      const ms = performance.now() - began;
      const { width, height } = await createImageBitmap(made);
      document.title = JSON.stringify({ ms, bytes: made.size, width, height });
    } catch (error) { document.title = 'failed: ' + error; }
  });
</script></html>`;

interface Made {
  ms: number;
  bytes: number;
  width: number;
  height: number;
}

test('photos', async ({ phone, hub }) => {
  await Join.signedUp(phone, hub, { name: '李晓梅', mobile: '13800002047' });
  const site = await peersSite();
  try {
    const app = await phone.open('/report');
    await app.evaluate(watch);
    const peers = await app.context().newPage();
    await peers.goto(site.origin);
    for (const file of FILES) {
      for (const rate of RATES) await compare(app, peers, path.join(import.meta.dirname, '..', 'photos', file), rate);
    }
  } finally {
    await site.close();
  }
});

async function compare(app: Page, peers: Page, file: string, rate: number): Promise<void> {
  await slowed(app, rate);
  await slowed(peers, rate);
  const made = new Map<string, Made[]>();
  const note = (name: string, it: Made) => made.set(name, [...(made.get(name) ?? []), it]);
  for (let turn = 0; turn <= TURNS; turn += 1) {
    const ours = await byApp(app, file);
    const theirs: [Peer, Made][] = [];
    for (const peer of PEERS) theirs.push([peer, await byPeer(peers, peer, file)]);
    // The first turn warms up.
    if (turn === 0) continue;
    note(APP, ours);
    for (const [peer, it] of theirs) note(peer, it);
  }
  const ms = (name: string) => median((made.get(name) ?? []).map((it) => it.ms));
  const fastest = Math.min(...PEERS.map(ms));
  const rows = [APP, ...PEERS].map((name) => {
    const { bytes = 0, width = 0, height = 0 } = made.get(name)?.[0] ?? {};
    return [name, `${Math.round(ms(name))} ms`, percent(ms(name) / fastest), `${width}×${height}`, `${Math.round(bytes / 1000)} kB`];
  });
  print(`${path.basename(file)}, CPU ×${rate}, median of ${TURNS}`, [['', 'time', 'of the faster peer', 'px', 'JPEG'], ...rows]);
}

async function slowed(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

// Runs in the app's page: the time from a chosen file to the button 「用这张」, which comes when the picture is saved.
function watch(): void {
  const taken = { began: NaN, ms: NaN };
  Object.assign(window, { taken });
  document.addEventListener('change', () => {
    taken.began = performance.now();
    taken.ms = NaN;
  }, true);
  const saved = () => Array.from(document.querySelectorAll('button')).some((it) => it.textContent?.includes('用这张'));
  new MutationObserver(() => {
    if (Number.isNaN(taken.ms) && saved()) taken.ms = performance.now() - taken.began;
  }).observe(document.body, { childList: true, subtree: true });
}

async function byApp(page: Page, file: string): Promise<Made> {
  await page.bringToFront();
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '从相册选' }).first().click();
  await (await choosing).setFiles(file);
  const ms = await (await page.waitForFunction(() => (window as unknown as { taken: { ms: number } }).taken.ms || null, null, { polling: 100 })).jsonValue();
  const picture = await page.locator('.stamp-frame__photo').evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    return { width: image.naturalWidth, height: image.naturalHeight };
  });
  const bytes = await page.evaluate(savedBytes);
  await page.getByRole('button', { name: '不要了' }).click();
  await expect(page.getByRole('button', { name: '从相册选' }).first()).toBeVisible();
  return { ms: ms ?? NaN, bytes, ...picture };
}

// The length of the one photo that this phone keeps.
function savedBytes(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('yingchun-promises');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('photo').objectStore('photo').getAll();
      reading.onsuccess = () => { opening.result.close(); resolve((reading.result.at(-1) as { record: { len: number } }).record.len); };
    };
  });
}

async function byPeer(page: Page, peer: Peer, file: string): Promise<Made> {
  await page.bringToFront();
  await page.evaluate((name) => { Object.assign(window, { peer: name }); document.title = ''; }, peer);
  await page.locator('input').setInputFiles(file);
  await page.waitForFunction(() => document.title !== '', null, { polling: 100 });
  const said = await page.title();
  if (said.startsWith('failed')) throw new Error(`${peer}: ${said}`);
  return JSON.parse(said) as Made;
}

async function peersSite(): Promise<Site> {
  const scripts = { '/browser-image-compression.js': 'browser-image-compression/dist/browser-image-compression.js', '/compressor.js': 'compressorjs/dist/compressor.js' };
  const read = Object.entries(scripts).map(async ([name, file]) => [name, { kind: 'text/javascript', body: await readFile(find.resolve(file)) }] as const);
  const answers = { '/': { kind: 'text/html', body: PEERS_PAGE }, ...Object.fromEntries(await Promise.all(read)) };
  return Site.with(() => answers);
}
