// The ground that all other browser tests stand on.
import { expect, test } from './support/fixtures.ts';

test('the app opens on a phone', async ({ phone }) => {
  const page = await phone.open();
  await expect(page).toHaveTitle(/迎新春/);
  expect(await page.evaluate(() => [navigator.language, innerWidth, innerHeight])).toEqual(['zh-CN', 360, 800]);
});

test('a phone that was killed still has what its storage had promised', async ({ phone }) => {
  const before = await phone.open();
  await before.evaluate(() => new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('ground', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('kept');
    opening.onsuccess = () => {
      const writing = opening.result.transaction('kept', 'readwrite', { durability: 'strict' });
      writing.objectStore('kept').put('村口', 'place');
      writing.oncomplete = () => resolve();
      writing.onerror = () => reject(writing.error);
    };
  }));
  await phone.kill();

  const after = await phone.open();
  const place = await after.evaluate(() => new Promise<unknown>((resolve) => {
    const opening = indexedDB.open('ground', 1);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('kept').objectStore('kept').get('place');
      reading.onsuccess = () => resolve(reading.result);
    };
  }));
  expect(place).toBe('村口');
});

test('nothing passes a cut wire, and everything a mended one', async ({ phone, wire }) => {
  const page = await phone.open();
  const reaches = () => page.evaluate(() => fetch('/index.html', { cache: 'no-store' }).then((answer) => answer.ok, () => false));
  await expect.poll(reaches).toBe(true);
  wire.cut();
  expect(await reaches()).toBe(false);
  wire.mend();
  expect(await reaches()).toBe(true);
});

test('the hub comes back on the same data and at the same place', async ({ phone, hub }) => {
  const page = await phone.open();
  const answers = () => page.evaluate(() => fetch('/healthz', { cache: 'no-store' }).then((answer) => answer.ok, () => false));
  await hub.kill();
  expect(await answers()).toBe(false);
  await hub.restart();
  expect(await answers()).toBe(true);
  await hub.stop();
  await hub.restart();
  expect(await answers()).toBe(true);
});
