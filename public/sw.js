/* Opens the app without network. `cargo xtask` writes RELEASE: what this release is made of, each file with the hash of its bytes.

   A release lies in a cache of its own, named by its build, and pages and files come out of that one alone: names without a hash
   (`/boot.js`, `/snippets/…`) mean something else in each release. *Chosen* is the release that the person opens. A newer one is
   brought beside it and waits until she says yes, however often the app is closed meanwhile. The rescue page has a cache of its
   own, so that it opens whatever became of the others. What is asked of the hub (`/api/…`) is never touched.

   A newcomer who only looks gets the small door that she has open already, for where there is no network. The field comes once a
   page has written down that it is wanted, as her form does: a word that outlives whichever worker is at work. */
'use strict';

const RELEASE = { build: '', join: [], field: [], office: [], rescue: [] };

const APP = 'yingchun-app-';
const RESCUE = 'yingchun-rescue';
const CHOICE = 'yingchun-choice';
const PAGES = { join: '/join/index.html', field: '/index.html', office: '/office/index.html' };
const RESCUE_PAGE = '/rescue.html';
// The hub says by Vary which copies differ; here a copy is one of its release, whoever asks.
const ANY = { ignoreVary: true, ignoreSearch: true };

let choosing;

function chosen() {
  choosing ??= caches.open(CHOICE).then((cache) => cache.match('/')).then((kept) => (kept ? kept.text() : ''));
  return choosing;
}

async function choose(build) {
  await (await caches.open(CHOICE)).put('/', new Response(build));
  choosing = Promise.resolve(build);
  const others = (await caches.keys()).filter((name) => name.startsWith(APP) && name !== APP + build);
  await Promise.all(others.map((name) => caches.delete(name)));
}

// Names that carry a hash of their content never change. Zeros at its beginning are left out.
const isHashed = (path) => path.split('/').pop().split(/[-_.]/).slice(1).some((part) => /^[0-9a-f]{11,16}$/.test(part));

async function brought([path, integrity]) {
  const answer = await fetch(path, { integrity, cache: isHashed(path) ? 'default' : 'no-cache', priority: 'low' });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

// Files into a cache, one by one, each only with the bytes that this release has. The last is asked for first, so that nothing
// large comes where the hub is a newer one by now.
async function put(name, files) {
  if (!files.length) return;
  const cache = await caches.open(name);
  const last = files[files.length - 1];
  const page = await brought(last);
  for (const file of files.slice(0, -1)) await cache.put(file[0], await brought(file));
  await cache.put(last[0], page);
}

// A door's page comes last in its list: where it is, all of the door is.
async function has(build, door) {
  const cache = await caches.open(APP + build);
  return Boolean(await cache.match(PAGES[door], ANY));
}

async function bring(door) {
  if (!(await has(RELEASE.build, door))) await put(APP + RELEASE.build, RELEASE[door]);
}

// This release, with the office where the one so far has it.
async function bringAll() {
  await bring('field');
  const before = await chosen();
  if (before && await has(before, 'office')) await bring('office');
}

const isWanted = async () => Boolean(await (await caches.open(CHOICE)).match('/field'));

async function install() {
  if (!RELEASE.build) return;
  await put(RESCUE, RELEASE.rescue);
  const before = await chosen();
  const first = !before || !(await has(before, 'field'));
  // Who saves data gets a newer release when she asks for it.
  if (first && !(await isWanted())) await bring('join');
  else if (first || !(navigator.connection && navigator.connection.saveData)) await bringAll();
  if (!first) return;
  await choose(RELEASE.build);
  // A worker before this one has another release in mind, which is gone.
  await self.skipWaiting();
}

self.addEventListener('install', (event) => { event.waitUntil(install()); });
self.addEventListener('activate', (event) => { event.waitUntil(self.clients.claim()); });

// What pages ask; each is answered at the port that came with it.
const ASKED = {
  // Whether there is a release that she has not chosen.
  newer: async () => (await chosen()) !== RELEASE.build,
  // She wants it.
  take: async () => {
    await bringAll();
    await choose(RELEASE.build);
    await self.skipWaiting();
    return true;
  },
  // The field is to open without network here, whatever was brought first.
  field: async () => heal().then(() => true),
  // The office, too.
  office: async () => {
    await heal();
    if ((await chosen()) === RELEASE.build) await bring('office');
    return true;
  },
};

self.addEventListener('message', (event) => {
  const [port] = event.ports;
  const asked = ASKED[event.data];
  if (port && asked) event.waitUntil(asked().then((word) => port.postMessage(word), () => port.postMessage(null)));
});

// As crates/domain/src/door.rs; the field has all screens of the newcomers' door.
const doorOf = (path) => (path.split('/').find(Boolean) === 'office' ? 'office' : 'field');
const isNewcomers = (path) => /^\/(join\/[^/]+(\/(form|family))?\/?)?$/.test(path);
const isScreen = (path) => !path.split('/').pop().includes('.');
const isHubs = (path) => path === '/healthz' || path === '/api' || path.startsWith('/api/');

async function kept(path) {
  if (RELEASE.rescue.some(([file]) => file === path)) return (await caches.open(RESCUE)).match(path, ANY);
  const build = await chosen();
  // The newcomers' door alone answers where there is no network, and nowhere else: the hub knows who has joined.
  if (!build || !(await has(build, 'field'))) return undefined;
  const cache = await caches.open(APP + build);
  const found = await cache.match(isScreen(path) ? PAGES[doorOf(path)] : path, ANY);
  // A page of another release that is still open asks for its own files.
  return found ?? (isHashed(path) ? caches.match(path, ANY) : undefined);
}

// Pages that were opened by the kept door of newcomers: all their files come out of it, so that none is of another release.
const behindDoor = new Set();

// What that door has: its page for a navigation, and for a page its files; for one that it did not open, only those whose names say
// what is in them.
async function keptForNewcomers({ request, clientId, resultingClientId }, path) {
  const opens = request.mode === 'navigate';
  const has = opens ? isNewcomers(path) : !isScreen(path) && (isHashed(path) || behindDoor.has(clientId));
  const build = has && await chosen();
  const found = build && await (await caches.open(APP + build)).match(opens ? PAGES.join : path, ANY);
  if (found && opens) behindDoor.add(resultingClientId);
  return found || undefined;
}

async function answer(event, path) {
  const opens = event.request.mode === 'navigate';
  // A cache that cannot be read is as good as none.
  const door = () => keptForNewcomers(event, path).catch(() => undefined);
  const found = await kept(path).catch(() => undefined) ?? (behindDoor.has(event.clientId) ? await door() : undefined);
  if (found) return found;
  try {
    const answered = await fetch(event.request);
    // A gateway whose hub is away is no answer.
    if (opens && answered.status >= 500) return await door() ?? answered;
    if (opens && answered.ok && doorOf(path) === 'field') event.waitUntil(healAt(path));
    return answered;
  } catch (unreachable) {
    const own = await door();
    if (own) return own;
    const rescue = opens && await caches.match(RESCUE_PAGE, ANY).catch(() => undefined);
    return rescue || Response.error();
  }
}

// The field of the chosen release is not there, or lost: the one that the hub gives out instead is kept.
async function heal() {
  const build = await chosen().catch(() => '');
  if (build && await has(build, 'field').catch(() => false)) return;
  await bring('field');
  await choose(RELEASE.build);
}

// The same after a page of the hub's was opened. A newcomer who only looks once more wants no more than her door.
async function healAt(path) {
  if (!isNewcomers(path) || await isWanted().catch(() => true)) await heal().catch(() => undefined);
}

self.addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (!RELEASE.build || event.request.method !== 'GET' || origin !== self.location.origin || isHubs(pathname)) return;
  event.respondWith(answer(event, pathname));
});
