// Pictures as phones really make them: what reaches the hub, and what is said of those that cannot.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Page } from '@playwright/test';
import { expect, test } from './support/fixtures.ts';
import { grey, markers, withBrokenExif, withoutExif } from './support/jpeg.ts';
import { quartersBetween } from './support/likeness.ts';
import type { Phone } from './support/phone.ts';
import { keptOn } from './support/promises.ts';
import { comeInAs } from './pages/invite.ts';
import { Volunteer } from './pages/volunteer.ts';

// What was lost at the first try is lost.
test.describe.configure({ retries: 0 });

const ZONE = /青石河东岸/;
const SPOT = /河东岸第三块菜地边/;

function fixture(name: string): Promise<Buffer> {
  return readFile(path.join(import.meta.dirname, 'photos', name));
}

async function toSpot(phone: Phone): Promise<Page> {
  const page = await phone.open('/zones');
  await page.getByRole('link', { name: ZONE }).first().click();
  await page.getByRole('link', { name: SPOT }).first().click();
  await page.getByRole('button', { name: '清理完了' }).waitFor();
  await expect(page.getByRole('button', { name: '打开相机' }).first()).toBeVisible();
  return page;
}

async function picks(page: Page, name: string, buffer: Buffer): Promise<void> {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '从相册选' }).first().click();
  await (await choosing).setFiles({ name, mimeType: 'image/jpeg', buffer });
}

test('what reaches the hub stands upright and says nothing of where it was taken', async ({ phone, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  const before = await hub.photos();
  const page = await toSpot(phone);
  const [portrait, landscape, geotagged] = await Promise.all(['portrait_6.jpg', 'landscape_3.jpg', 'DSCN0010.jpg'].map(fixture)) as [Buffer, Buffer, Buffer];
  expect(geotagged.includes('Exif')).toBe(true);
  for (const [index, picture] of [portrait, landscape, geotagged].entries()) {
    if (index > 0) await page.getByText('再拍一张', { exact: true }).click();
    await picks(page, `${index}.jpg`, picture);
    await page.getByRole('button', { name: '用这张' }).click();
  }
  // One that lies on its side, and says nothing that could be read: she turns it herself.
  await page.getByText('再拍一张', { exact: true }).click();
  await picks(page, 'broken.jpg', withBrokenExif(portrait));
  await page.getByRole('button', { name: '躺着了？转一下' }).click();
  await page.getByRole('button', { name: '用这张' }).click();
  const volunteer = new Volunteer(phone);
  await volunteer.isDone();
  await volunteer.hasSentEverything();

  const photos = await Promise.all((await hub.photos(before)).map(({ file }) => readFile(file)));
  expect(photos).toHaveLength(4);
  for (const photo of photos) {
    expect(markers(photo)).not.toContain(0xe1);
    for (const word of ['Exif', 'GPS', 'NIKON']) expect(photo.includes(word)).toBe(false);
  }
  const quarters: number[] = [];
  for (const [index, taken] of [portrait, landscape, geotagged, portrait].entries()) {
    quarters.push(await quartersBetween(page, withoutExif(taken), photos[index] ?? Buffer.alloc(0)));
  }
  // 6 is a quarter clockwise, 3 half a turn (TIFF 6.0, Orientation).
  expect(quarters).toEqual([1, 2, 0, 1]);
});

test('what cannot be opened is said, and takes nothing with it', async ({ phone, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  const page = await toSpot(phone);
  await page.getByLabel('想说点什么').fill('砖码墙边了');
  const bad: [name: string, buffer: Buffer, words: RegExp][] = [
    ['IMG_0001.HEIC', await fixture('iphone_13_pro_max.head.HEIC'), /HEIC.*截个屏/],
    ['empty.jpg', Buffer.alloc(0), /这张打不开，您相册里那张没动/],
    ['names.jpg', Buffer.from('姓名,手机号\n'.repeat(400)), /这张打不开/],
    ['page.jpg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), /这张打不开/],
    ['torn.jpg', (await fixture('portrait_6.jpg')).subarray(0, 400), /这张打不开/],
  ];
  for (const [name, buffer, words] of bad) {
    await test.step(name, async () => {
      await picks(page, name, buffer);
      await expect(page.getByRole('status').filter({ hasText: words })).toBeVisible();
      await expect(page.getByLabel('想说点什么')).toHaveValue('砖码墙边了');
    });
  }
  await picks(page, 'good.jpg', await fixture('landscape_3.jpg'));
  await page.getByRole('button', { name: '用这张' }).click();
  await expect(page.getByRole('img', { name: /清理后 / })).toBeVisible();
  await expect(page.getByLabel('想说点什么')).toHaveValue('砖码墙边了');
});

test('a picture of fifty megapixels becomes as small as the others', async ({ phone, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  const page = await toSpot(phone);
  await picks(page, 'huge.jpg', grey(8_660, 5_774));
  await page.getByRole('button', { name: '用这张' }).click({ timeout: 60_000 });
  const size = () => page.getByRole('img', { name: /清理后 / }).evaluate((it: HTMLImageElement) => [it.naturalWidth, it.naturalHeight]);
  await expect.poll(size).toEqual([1_600, 1_067]);
});

test('the comparison for the group bears no stamp, not even a part of one', async ({ phone, hub }) => {
  const page = await phone.open(hub.way('leader'));
  await page.getByRole('heading', { level: 1 }).waitFor();
  const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').map((it) => it.name).find((it) => it.endsWith('/darkroom.js')) ?? '');
  await expect.poll(loaded).not.toBe('');
  for (const [across, down] of [[1_600, 1_200], [1_200, 1_600]] as const) {
    const white = await page.evaluate(lettersOnComparison, { module: await loaded(), photo: grey(across, down).toString('base64') });
    expect(white, `${across}×${down}`).toEqual({ stamped: true, compared: 0 });
  }
});

// Stamps a picture in one grey, lays it beside itself, and looks for letters in the two frames. Runs inside the page by itself.
async function lettersOnComparison({ module, photo }: { module: string; photo: string }): Promise<{ stamped: boolean; compared: number }> {
  interface Darkroom {
    develop(file: Blob, longest: number, longestSmall: number, words: object, quarters: number, discs: object[]): Promise<{ bytes: ArrayBuffer }>;
    compare(before: string, after: string, words: object): Promise<string>;
  }
  const { develop, compare } = (await import(module)) as Darkroom;
  const file = new Blob([Uint8Array.from(atob(photo), (it) => it.charCodeAt(0))], { type: 'image/jpeg' });
  const lines = ['2026-11-27 周五 十月十九', '青石村 青石河东岸 6 号 整治后', '李晓梅　照片编号 VD5P-6H3D'];
  const { bytes } = await develop(file, 1_600, 300, { time: '9:05', source: '已校时', lines }, 0, []);
  const url = URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }));
  const picture = await compare(url, url, { title: '', place: '', before: '', after: '', foot: '' });
  const letters = async (src: string) => {
    const image = new Image();
    image.src = src;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    const brush = canvas.getContext('2d')!;
    brush.drawImage(image, 0, 0);
    const { data } = brush.getImageData(0, 0, canvas.width, canvas.height);
    let white = 0;
    for (let at = 0; at < data.length; at += 4) if (Math.min(data[at]!, data[at + 1]!, data[at + 2]!) > 220) white += 1;
    return white;
  };
  return { stamped: (await letters(url)) > 0, compared: await letters(picture) };
}

test('a photo that she only looked at stands in its frame after she went back', async ({ phone, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  const page = await toSpot(phone);
  const spot = page.url();
  await picks(page, 'portrait_6.jpg', await fixture('portrait_6.jpg'));
  await expect(page.getByRole('button', { name: '用这张' })).toBeVisible();
  await page.goBack();
  await page.goto(spot);
  await expect(page.getByRole('img', { name: /清理后 / })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('img', { name: /清理后 / })).toBeVisible();
});

test('a photo arrives over a line that resets every 64 kB, in pieces that fit through', async ({ phone, wire, hub }) => {
  test.setTimeout(120_000);
  await comeInAs('leader', phone, hub);
  const before = await hub.photos();
  const page = await toSpot(phone);
  await picks(page, 'large.jpg', await fixture('jolla.jpg'));
  await page.getByRole('button', { name: '用这张' }).click();
  wire.resetEvery(64_000);
  await new Volunteer(phone).isDone();
  await expect.poll(async () => (await hub.photos(before)).length, { timeout: 90_000 }).toBe(1);
  expect(wire.pieces[0]).toBeGreaterThan(64_000);
  // Without smaller pieces only the last one, the rest of the photo, would be so small.
  expect(wire.pieces.slice(0, -1).some((bytes) => bytes < 64_000)).toBe(true);
});

const SIGN_IN = '<!doctype html><title>免费上网</title><form action="/login"><button>一键登录</button></form>';
const ERROR = '<!doctype html><title>500</title><h1>Internal Server Error</h1>';

function says(status: string, html: string): string {
  return `HTTP/1.1 ${status}\r\ncontent-type: text/html\r\ncontent-length: ${Buffer.byteLength(html)}\r\nconnection: close\r\n\r\n${html}`;
}

// What something on the way may do to a photo, by turns: to its small picture and its bytes, and to the question how far they are.
const GATEWAYS: [what: string, verbs: string[], answer?: string][] = [
  ['a page instead of an answer', ['PUT', 'PATCH'], says('200 OK', SIGN_IN)],
  ['an error', ['PUT', 'PATCH'], says('500 Internal Server Error', ERROR)],
  ['a page instead of every answer', ['PUT', 'PATCH', 'HEAD'], says('200 OK', SIGN_IN)],
  ['a broken connection', ['PATCH']],
];

test('a failed request never counts as done: the photo waits, and then arrives whole', async ({ phone, wire, hub }) => {
  test.setTimeout(180_000);
  await comeInAs('leader', phone, hub);
  const before = await hub.photos();
  const page = await toSpot(phone);
  await picks(page, 'portrait_6.jpg', await fixture('portrait_6.jpg'));
  await page.getByRole('button', { name: '用这张' }).click();
  await new Volunteer(phone).isDone();
  for (const [what, verbs, answer] of GATEWAYS) {
    await test.step(what, async () => {
      wire.answersItself(new RegExp(`^(${verbs.join('|')}) /api/photos/`), answer);
      wire.asked.length = 0;
      await phone.open('/outbox');
      // Whoever asks again has not taken the first answer for the hub's.
      const asks = (verb: string) => wire.asked.filter((line) => line.startsWith(`${verb} /api/photos/`)).length;
      await expect.poll(() => verbs.filter((verb) => asks(verb) < 2), { timeout: 60_000 }).toEqual([]);
      await expect(page.getByText('1 张照片，传到 0 张')).toBeVisible();
      const { photos } = await keptOn(phone);
      expect(photos.map(({ done, whole }) => ({ done, whole }))).toEqual([{ done: false, whole: true }]);
      expect(await hub.photos(before)).toEqual([]);
    });
  }
  wire.mend();
  // She is told at once, and not when the phone looks around the next time.
  await new Volunteer(phone).hasSentEverything();
  const arrived = await hub.photos(before);
  const [kept] = (await keptOn(phone)).photos;
  expect(arrived.map(({ id }) => id)).toEqual([kept?.id]);
  expect(createHash('sha256').update(await readFile(arrived[0]?.file ?? '')).digest('hex')).toBe(kept?.sha256);
});
