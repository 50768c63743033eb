// The second copy of what waits on this phone: rows and photos apart from the database that promised them. Chromium may find
// that database broken after a kill in the middle of a write, and begins an empty one (LevelDB's issue 1287). A body is the
// row as JSON and the bytes that belong to it, one after the other; a header says how long each is.
import { begin, finished } from './interop.js';

const COPY = 'yingchun-second';
const WAY = '/second/';
const PROMISES = 'yingchun-promises';
const SIZES = 'sizes';
// Whose phone this is.
const HERS = 'device/device';
// Which tab leads is nothing to keep.
const LEASE = 'lease';

const asked = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// The database as the app made it: here none is made.
async function promises() {
  const request = indexedDB.open(PROMISES, 1);
  request.onupgradeneeded = () => request.transaction.abort();
  return asked(request);
}

const nameOf = (request) => decodeURIComponent(new URL(request.url).pathname.slice(WAY.length));
const wayTo = (name) => WAY + encodeURIComponent(name);
const isPhoto = (name) => name.startsWith('photo/');
const parted = (name) => [name.slice(0, name.indexOf('/')), name.slice(name.indexOf('/') + 1)];
const keyOf = (store, key) => (store === 'entry' ? Number(key) : key);

// A row and the bytes that belong to it; nothing where one of them is not there.
async function taken(database, name) {
  const [store, key] = parted(name);
  const tx = database.transaction(store === 'photo' ? ['photo', 'chunk'] : [store]);
  const row = await asked(tx.objectStore(store).get(keyOf(store, key)));
  if (!row) { return null; }
  const bytes = [];
  if (store === 'photo') {
    const chunks = tx.objectStore('chunk');
    const pieces = Array.from({ length: row.chunks }, (_, number) => asked(chunks.get([key, number])));
    bytes.push(row.thumb, ...await Promise.all(pieces));
    delete row.thumb;
  }
  if (bytes.some((piece) => !(piece instanceof ArrayBuffer))) { return null; }
  const parts = [new TextEncoder().encode(JSON.stringify(row)), ...bytes];
  return new Response(new Blob(parts), { headers: { [SIZES]: parts.map((part) => part.byteLength).join() } });
}

// Nothing where it cannot be read.
async function read(cache, name) {
  const answer = await cache.match(wayTo(name));
  try {
    const body = await answer.arrayBuffer();
    let end = 0;
    const [row, ...bytes] = answer.headers.get(SIZES).split(',').map((size) => body.slice(end, end += Number(size)));
    return { row: JSON.parse(new TextDecoder().decode(row)), bytes };
  } catch (unreadable) { return null; }
}

// The copy, where there is one. A browser that refuses the place has none, nor ever had.
async function kept() {
  if (!self.caches) { return null; }
  try {
    return await caches.has(COPY) ? await caches.open(COPY) : null;
  } catch (refused) {
    if (refused.name === 'SecurityError') { return null; }
    throw refused;
  }
}

// What the copy holds, by name, as far as this page knows; what it says of devices, as it was written last.
let there;
let devices = '';
// Somebody's rows were put beside those that this page knows of.
let beside = false;
// There was no room for photos.
let thinned = false;
const PHOTOS_AT_ONCE = 8;

async function holding(cache) {
  there ??= new Set((await cache.keys()).map(nameOf));
  return there;
}

async function write(database, cache, name) {
  if (thinned && isPhoto(name)) { return; }
  const body = await taken(database, name);
  if (body) { await cache.put(wayTo(name), body); }
  there.add(name);
}

// Whose phone this is; a count goes on there with each entry.
async function writeDevices(database, cache) {
  const store = database.transaction('device').objectStore('device');
  const [keys, rows] = await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
  const somebodys = keys.filter((key) => key !== LEASE).map((key) => `device/${key}`);
  const now = JSON.stringify(rows.filter((row, at) => keys[at] !== LEASE));
  if (now !== devices) { for (const name of somebodys) { await write(database, cache, name); } }
  devices = now;
  return somebodys;
}

// Whether a photo that no entry bears, as far as the page knows, is still to come to the hub: it stands in a draft.
async function isInDraft(database, name) {
  const [store, key] = parted(name);
  if (store !== 'photo') { return false; }
  const row = await asked(database.transaction('photo').objectStore('photo').get(key));
  return Boolean(row && !row.entry && row.chunks > 0);
}

// Has the copy hold a photo that was just saved.
export async function lay(photo) {
  if (!self.caches) { return; }
  const database = await promises();
  try {
    const cache = await caches.open(COPY);
    await holding(cache);
    await write(database, cache, `photo/${photo}`);
  } finally { database.close(); }
}

// Whether the copy is of a database that was lost before somebody else joined: it knows a device that this one does not.
async function isOfAnother(database, cache) {
  const copied = devices === '' && await read(cache, HERS);
  if (!copied) { return false; }
  const rows = await asked(database.transaction('device').objectStore('device').getAll());
  return rows.length > 0 && !rows.some(({ device }) => device === copied.row.device);
}

// Has the copy hold what is named, `store/key`, and whose phone this is; where that is the whole, nothing else. Of a database
// that is nobody's nothing is learnt, but that it was lost. What is there already stays as it is. False where photos are left
// for the next time.
export async function copy(names, whole) {
  if (!self.caches) { return true; }
  const database = await promises();
  try {
    const cache = await caches.open(COPY);
    if (await isOfAnother(database, cache)) {
      await bringAllBack(cache);
      beside = true;
      return false;
    }
    const held = await holding(cache);
    const wanted = new Set([...names, ...await writeDevices(database, cache)]);
    for (const name of whole && !beside && wanted.has(HERS) ? [...held].filter((name) => !wanted.has(name)) : []) {
      if (await isInDraft(database, name)) { continue; }
      await cache.delete(wayTo(name));
      held.delete(name);
    }
    const missing = names.filter((name) => !held.has(name));
    const photos = missing.filter(isPhoto);
    const now = missing.filter((name) => !isPhoto(name)).concat(photos.slice(0, PHOTOS_AT_ONCE));
    for (const name of now) { await write(database, cache, name); }
    return photos.length <= PHOTOS_AT_ONCE;
  } finally { database.close(); }
}

// Gives up the photos of the copy that the database holds, for room, and takes no more of them; true where there were any.
export async function thin() {
  thinned = true;
  const cache = await kept();
  const photos = cache ? (await cache.keys()).map(nameOf).filter(isPhoto) : [];
  if (photos.length === 0) { return false; }
  const database = await promises();
  try {
    const keys = new Set(await asked(database.transaction('photo').objectStore('photo').getAllKeys()));
    const spare = photos.filter((name) => keys.has(parted(name)[1]));
    await Promise.all(spare.map((name) => cache.delete(wayTo(name))));
    for (const name of spare) { there?.delete(name); }
    return spare.length > 0;
  } finally { database.close(); }
}

async function change(database, stores, write) {
  const tx = begin(database, stores, 'readwrite');
  const over = finished(tx);
  await write(tx);
  await over;
}

// The photos of an entry, each as one whose bytes are not here: the hub is asked whether it has them.
function photosOf({ id: entry, line, photos = [] }) {
  let records = [];
  try { records = JSON.parse(line).photos ?? []; } catch (unreadable) { /* Of them, no more than their names is known. */ }
  return photos.map((id) => ({ id, record: records.find((record) => record.id === id), entry, chunks: 0, named_at: Date.now() }));
}

// Puts a row where none is yet; true where none was. Another tab may have brought it back, and gone on with it.
async function putNew(tx, store, key, row) {
  const found = await asked(tx.objectStore(store).getKey(key));
  if (found === undefined) { tx.objectStore(store).put(row, key); }
  return found === undefined;
}

// Puts photos back, riding on whatever entry names them. One of a draft, which did not come along, is named from now on.
async function bringBackPhotos(database, cache, keys, entries) {
  const named = new Map(entries.flatMap(photosOf).map((row) => [row.id, row]));
  for (const key of new Set([...keys, ...named.keys()])) {
    const { row, bytes: [thumb, ...pieces] } = await read(cache, `photo/${key}`) ?? { row: named.get(key), bytes: [] };
    if (!row?.record) { continue; }
    const riding = named.has(key) ? { entry: named.get(key).entry } : { entry: undefined, named_at: Date.now() };
    await change(database, ['photo', 'chunk'], async (tx) => {
      if (!await putNew(tx, 'photo', key, { ...row, ...riding, thumb })) { return; }
      pieces.forEach((piece, number) => tx.objectStore('chunk').put(piece, [key, number]));
    });
  }
}

// Puts back whose phone it was beside whoever joined on it since, once, and her entries behind those that are there.
async function putBeside(tx, rows) {
  const [devices, entries] = ['device', 'entry'].map((store) => tx.objectStore(store));
  const there = (await asked(devices.getAll())).map(({ device }) => device);
  const hers = rows.find(([store, key]) => store === 'device' && key === 'device')?.[2];
  if (!hers || there.includes(hers.device)) { return; }
  let last = Math.max(0, ...await asked(entries.getAllKeys()));
  for (const [store, key, row] of rows) {
    if (store === 'entry') {
      last += 1;
      entries.put({ ...row, seq: last }, last);
    } else if (row.device === hers.device) {
      devices.put(row, hers.device);
    } else {
      await putNew(tx, store, key, row);
    }
  }
}

async function bringAllBack(cache) {
  there = undefined;
  const held = [...await holding(cache)].map(parted);
  const rows = [];
  for (const [store, key] of held.filter(([store]) => store !== 'photo')) {
    const copied = await read(cache, `${store}/${key}`);
    if (copied) { rows.push([store, keyOf(store, key), copied.row]); }
  }
  const of = (wanted) => ([store]) => store === wanted;
  const database = await promises();
  try {
    const photos = held.filter(of('photo')).map(([, key]) => key);
    await bringBackPhotos(database, cache, photos, rows.filter(of('entry')).map(([, , row]) => row));
    await change(database, ['device', 'entry'], async (tx) => {
      if (await asked(tx.objectStore('device').getKey('device')) !== undefined) { await putBeside(tx, rows); return; }
      for (const [store, key, row] of rows) { await putNew(tx, store, key, row); }
    });
  } finally { database.close(); }
  return rows.length > 0;
}

// Brings back into the database, which is nobody's, what the copy holds, as far as it can be read; true where that is anything.
// Whose phone it is comes last: killed before, it is done again.
export async function bringBack() {
  const cache = await kept();
  return cache !== null && bringAllBack(cache);
}
