// The hub's disk is gone, and an older copy is put back: whoever came after the copy was made comes back by herself with
// all that she did, and a right that was given after it waits for the office.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test, DESK } from './support/fixtures.ts';
import type { Hub } from './support/hub.ts';
import { keptOn } from './support/promises.ts';
import type { Phone } from './support/phone.ts';
import type { Wire } from './support/wire.ts';
import { atADesk, comeInAs, isInvitedToLead } from './pages/invite.ts';
import { Join } from './pages/join.ts';
import { savesFile } from './support/saved.ts';
import { spotsAt } from './support/spots.ts';
import { TakeIn } from './pages/take-in.ts';
import { Volunteer } from './pages/volunteer.ts';

// What was lost at the first try is lost.
test.describe.configure({ retries: 0 });

const MEI = { name: '李晓梅', mobile: '13800002047' };
const ZHAO = { name: '赵立新', mobile: '13800002048' };
const PICTURE = path.join(import.meta.dirname, 'photos', 'portrait_6.jpg');
const WAITING = '恢复后等您准的权限';

async function reports(phone: Phone, place: string): Promise<void> {
  const page = await phone.open('/report');
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '从相册选' }).first().click();
  await (await choosing).setFiles(PICTURE);
  await page.getByRole('button', { name: '用这张' }).click();
  await page.getByRole('button', { name: '白色垃圾' }).click();
  await page.getByLabel('在哪').fill(place);
  await page.getByRole('button', { name: '报给村里' }).click();
  await expect(page.getByText('记下了').first()).toBeVisible();
}

// The photos of which the hub has the bytes.
async function photosAt(hub: Hub): Promise<string[]> {
  return (await hub.photos()).map(({ id }) => id);
}

async function copies(disk: string, use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(disk, 'yingchun-copies-'));
  await use(folder).finally(() => rm(folder, { recursive: true, force: true }));
}

test('whoever came after the copy was made comes back by herself with all that she did', async ({ phone, hub, another }) => {
  test.setTimeout(180_000);
  await copies(tmpdir(), async (folder) => {
    await hub.backup(folder);
    await Join.signedUp(phone, hub, MEI);
    await reports(phone, '备份以后的一处');
    const volunteer = new Volunteer(phone);
    await volunteer.hasSentEverything();
    const [photo] = (await keptOn(phone)).photos;
    await expect.poll(() => photosAt(hub)).toContain(photo?.id);

    await hub.putBack(folder);
    expect(await photosAt(hub)).not.toContain(photo?.id);
    await phone.open('/today');
    await expect.poll(() => photosAt(hub), { timeout: 60_000 }).toContain(photo?.id);
    await volunteer.hasSentEverything();

    const leader = await comeInAs('leader', await another(), hub);
    await expect(leader.getByText(MEI.name, { exact: true })).toHaveCount(1);
    await expect(leader.getByText(/备份以后的一处/).first()).toBeVisible();
  });
});

test('a leader who came after the copy was made waits for the office to nod, and leads again', async ({ phone, hub, another }) => {
  test.setTimeout(240_000);
  await copies(tmpdir(), async (folder) => {
    const office = await another(DESK);
    await comeInAs('organiser', office, hub);
    await hub.backup(folder);
    await isInvitedToLead('青石村 青年突击队', phone, await office.open('/office/settings'), ZHAO);

    await hub.putBack(folder);
    // Sessions of the other life have ended: who restored the hub comes in by its link.
    const desk = await comeInAs('organiser', office, hub);
    await phone.open('/assign');
    await office.open('/office/attention');
    await expect(desk.getByRole('link', { name: new RegExp(WAITING) })).toBeVisible({ timeout: 60_000 });
    await desk.getByRole('link', { name: new RegExp(WAITING) }).click();
    const row = desk.getByRole('listitem').filter({ hasText: ZHAO.name });
    await row.getByRole('button', { name: '准', exact: true }).click();
    await expect(desk.getByText(WAITING)).toBeHidden();

    const page = await phone.open('/assign');
    await expect(page.getByRole('heading', { level: 1, name: '分派' })).toBeVisible({ timeout: 60_000 });
  });
});

// The seal that the phone keeps is exchanged for another, and given back.
function exchangesSeal(page: Page, seal?: string): Promise<string | undefined> {
  return page.evaluate((given) => new Promise<string | undefined>((resolve, reject) => {
    const opening = indexedDB.open('yingchun-promises');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const writing = opening.result.transaction('device', 'readwrite');
      const asked = writing.objectStore('device').get('device');
      asked.onsuccess = () => writing.objectStore('device').put({ ...asked.result, seal: given }, 'device');
      writing.oncomplete = () => { opening.result.close(); resolve((asked.result as { seal?: string }).seal); };
    };
  }), seal);
}

// She signed up and reported after the copy was made, and reports once more without network.
async function cameAfterTheCopy(phone: Phone, hub: Hub, wire: Wire): Promise<void> {
  await Join.signedUp(phone, hub, MEI);
  await reports(phone, '备份以后的一处');
  await new Volunteer(phone).hasSentEverything();
  wire.blocks('/api/');
  await reports(phone, '还没传的一处');
}

test('the rescue page brings what waits to a restored hub, and after it what the hub had taken before', async ({ phone, hub, wire, another }) => {
  test.setTimeout(240_000);
  await copies(tmpdir(), async (folder) => {
    await hub.backup(folder);
    await cameAfterTheCopy(phone, hub, wire);
    await hub.putBack(folder);

    const page = await phone.open('/rescue.html');
    await expect(page.getByText(/条都存着，在这部手机里，1 条等着传/)).toBeVisible();
    const seal = await exchangesSeal(page);
    expect(seal).toBeTruthy();
    await page.reload();
    wire.mend();
    const told = page.getByRole('status').last();
    await page.getByRole('button', { name: '再传一次' }).click();
    await expect(told).toHaveText('街道那边没认出这部手机，传不了。内容都在：存成文件，交给队长代传。');

    await exchangesSeal(page, seal);
    await page.reload();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: '存成文件' }).click();
    const file = (await readFile(await (await downloading).path(), 'utf8')).trim().split('\n');
    expect(file.map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual(['report']);
    const sent: string[] = [];
    page.on('request', (request) => sent.push(...(request.postData() ?? '').split('\n')));
    await page.getByRole('button', { name: '再传一次' }).click();
    await expect(told).toHaveText(/^传到 3 条，共 3 条。/);
    const words = sent.filter((line) => line.startsWith('{"first":'));
    expect(words).toHaveLength(2);

    const leader = await comeInAs('leader', await another(), hub);
    await expect(leader.getByText(/备份以后的一处/).first()).toBeVisible();
    await expect(leader.getByText(/还没传的一处/).first()).toBeVisible();
  });
});

test('a file of a phone that heard of the restore brings what the hub had taken before, once', async ({ phone, hub, wire, another }) => {
  test.setTimeout(240_000);
  await copies(tmpdir(), async (folder) => {
    await hub.backup(folder);
    await cameAfterTheCopy(phone, hub, wire);
    await hub.putBack(folder);

    // The phone brings what waits and hears of the hub's other life, where it is held, for she is not known there; then nothing
    // gets through any more. The page that was open is gone before: what it would send with its last breath counts, too.
    expect((await keptOn(phone)).entries.map(({ kind }) => kind)).toEqual(['register', 'report', 'report']);
    wire.mend();
    wire.blocks('/api/push', 1);
    let page = await phone.open('/outbox');
    await expect(page.getByText(/^3 条都存好了/)).toBeVisible({ timeout: 60_000 });
    await page.getByText('传不上去？交给队长代传').click();
    const bySelf = await savesFile(page);
    page = await phone.open('/rescue.html');
    await expect(page.getByText('3 条都存着，在这部手机里，2 条等着传')).toBeVisible();
    const byRescue = await savesFile(page);
    expect(byRescue).toEqual(bySelf);
    const lines = byRescue.text.trim().split('\n').map((line) => JSON.parse(line) as { first?: object; kind?: string });
    expect(lines.map((line) => line.kind ?? Object.keys(line).join())).toEqual(['first', 'register', 'first', 'report']);

    const desk = await atADesk(another, hub);
    for (const time of ['once', 'again']) {
      const { said } = await (await TakeIn.opened(desk)).brings(byRescue.text);
      expect(said, time).toBe('收下了：2 条算数，0 条没采用，0 条等别的先到，0 条另放着');
    }
    wire.mend();
    await new Volunteer(phone).hasSentEverything();
    const places = (await spotsAt(desk)).map((spot) => spot.place);
    for (const place of ['备份以后的一处', '还没传的一处']) expect(places.filter((it) => it === place), place).toHaveLength(1);
  });
});

// How many pieces of photos the phone has; its ballast stands among them under a name of one word.
function pieces(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const asked = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const database = await asked(indexedDB.open('yingchun-promises'));
    const names = await asked(database.transaction('chunk').objectStore('chunk').getAllKeys());
    database.close();
    return names.filter((name) => Array.isArray(name)).length;
  });
}

// The copy stands on one more stick, as the hub is told of it: no test may plug one in.
async function standsOnASecondStick(hub: Hub): Promise<void> {
  const note = path.join(hub.data, 'verified.json');
  const copies = JSON.parse(await readFile(note, 'utf8')) as { volume: number }[];
  await writeFile(note, JSON.stringify(copies.flatMap((copy) => [copy, { ...copy, volume: copy.volume + 1 }])));
}

test('a photo leaves the phone that took it once copies on two other disks have it', async ({ phone, hub }) => {
  test.setTimeout(180_000);
  await copies('/dev/shm', async (folder) => {
    await Join.signedUp(phone, hub, MEI);
    await reports(phone, '有备份的一处');
    await new Volunteer(phone).hasSentEverything();
    await hub.backup(folder);
    await hub.backup(folder);
    await hub.restart();
    const { page } = phone;
    const pulled = page.waitForResponse((response) => response.url().includes('/api/pull') && response.ok());
    await phone.open('/today');
    expect((await (await pulled).json() as { safe_commit: number }).safe_commit).toBe(0);
    expect(await pieces(page)).toBeGreaterThan(0);
    await standsOnASecondStick(hub);
    await hub.restart();
    await phone.open('/today');
    await expect.poll(() => pieces(page), { timeout: 60_000 }).toBe(0);
    await expect(page.getByText('照片在手机上损坏')).toHaveCount(0);
  });
});
