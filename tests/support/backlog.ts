// A week's work without a line, laid into a phone's storage: one report with its photo, made by a person on the screen, and
// as many more of its kind, each with ids, a number and a picture of its own.
import path from 'node:path';
import { expect } from '@playwright/test';
import { goesInside } from './inside.ts';
import type { Phone } from './phone.ts';

const PICTURE = path.join(import.meta.dirname, '..', 'photos', 'portrait_6.jpg');
const PHOTOS_OF_ONE = 5;

// The wire is cut while this works. All of it was saved so long ago, by the phone's clock.
export async function fillsWithPhotos(phone: Phone, photos: number, agoMs: number): Promise<void> {
  const page = phone.page;
  await goesInside(page, '/report');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '从相册选' }).first().click();
  await (await choosing).setFiles(PICTURE);
  await page.getByRole('button', { name: '用这张' }).click();
  await page.getByLabel('在哪').fill('桥北头');
  await page.getByRole('button', { name: '报给村里' }).click();
  await expect(page.getByText('记下了').first()).toBeVisible();
  await page.evaluate(multiplies, { photos: photos - 1, most: PHOTOS_OF_ONE, agoMs });
}

// Runs inside the page by itself: it may use nothing from outside.
async function multiplies({ photos, most, agoMs }: { photos: number; most: number; agoMs: number }): Promise<void> {
  interface Photo { id: string; record: { id: string; sha256: string; len: number }; entry: string; chunks: number; thumb: ArrayBuffer; named_at: number }
  interface EntryRow { seq: number; id: string; line: string; photos: string[]; saved_at: number; grace_until: number }
  interface Line { id: string; seq: number; target: string; shown: { spot: string }; photos: { id: string; sha256: string; len: number }[] }
  const asked = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  let made = 0;
  const id = () => {
    made += 1;
    const head = (Date.now() + made).toString(16).padStart(12, '0');
    const tail = [...crypto.getRandomValues(new Uint8Array(8))].map((it) => it.toString(16).padStart(2, '0')).join('');
    return `${head.slice(0, 8)}-${head.slice(8)}-7${tail.slice(0, 3)}-8${tail.slice(3, 6)}-${tail.slice(4)}`;
  };
  const hex = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map((it) => it.toString(16).padStart(2, '0')).join('');
  const database = await asked(indexedDB.open('yingchun-promises'));
  const read = database.transaction(['entry', 'photo', 'chunk', 'device']);
  const entries = await asked(read.objectStore('entry').getAll() as IDBRequest<EntryRow[]>);
  const entry = entries.at(-1);
  if (!entry) throw new Error('the report is not there');
  const photo = await asked(read.objectStore('photo').get(entry.photos[0] ?? '') as IDBRequest<Photo>);
  const chunks = await Promise.all([...Array(photo.chunks).keys()].map((number) => asked(read.objectStore('chunk').get([photo.id, number]) as IDBRequest<ArrayBuffer>)));
  const names = await asked(read.objectStore('device').getAllKeys());
  const devices = await asked(read.objectStore('device').getAll() as IDBRequest<{ next_seq?: number }[]>);
  const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
  entry.saved_at -= agoMs;
  entry.grace_until -= agoMs;
  photo.named_at -= agoMs;
  const aging = database.transaction(['entry', 'photo'], 'readwrite');
  aging.objectStore('entry').put(entry, entry.seq);
  aging.objectStore('photo').put(photo, photo.id);
  let seq = entry.seq;
  for (let left = photos; left > 0; left -= most) {
    seq += 1;
    const rows: [Photo, Uint8Array<ArrayBuffer>][] = [];
    const own: EntryRow = { ...entry, seq, id: id() };
    for (let number = 0; number < Math.min(most, left); number += 1) {
      // What stands behind the end of a JPEG is no part of its picture.
      const other = new Uint8Array([...bytes, ...crypto.getRandomValues(new Uint8Array(8))]);
      const record = { ...photo.record, id: id(), sha256: hex(await crypto.subtle.digest('SHA-256', other)), len: other.length };
      rows.push([{ ...photo, id: record.id, record, entry: own.id, chunks: 1 }, other]);
    }
    const target = id();
    const line = JSON.parse(entry.line) as Line;
    own.line = JSON.stringify({ ...line, id: own.id, seq, target, shown: { ...line.shown, spot: target }, photos: rows.map(([row]) => row.record) });
    own.photos = rows.map(([row]) => row.id);
    const tx = database.transaction(['entry', 'photo', 'chunk'], 'readwrite');
    tx.objectStore('entry').put(own, seq);
    for (const [row, other] of rows) {
      tx.objectStore('photo').put(row, row.id);
      tx.objectStore('chunk').put(other.buffer, [row.id, 0]);
    }
    await new Promise<void>((resolve, reject) => { tx.oncomplete = () => resolve(); tx.onerror = () => reject(tx.error); });
  }
  const tx = database.transaction('device', 'readwrite');
  devices.forEach((device, index) => {
    if (device.next_seq) tx.objectStore('device').put({ ...device, next_seq: seq + 1 }, names[index]);
  });
  await new Promise<void>((resolve) => { tx.oncomplete = () => resolve(); });
  database.close();
}
