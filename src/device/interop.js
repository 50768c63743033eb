// What the phone's browser offers and no stable binding names: strict transactions, locks, pictures, a last request.

// The promise's word counts only after the disk has it; engines without the option ignore it.
export function begin(database, stores, mode) {
  return database.transaction(stores, mode, { durability: 'strict' });
}

// Closes a connection where another tab throws the database away; it is opened again when it is next needed.
export function yields(database) {
  database.onversionchange = () => { database.close(); };
}

// Settles when the transaction is over; rejects with its reason, of which a full phone is one.
export function finished(transaction) {
  const over = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error || new DOMException('aborted', 'AbortError'));
  });
  over.catch(() => {});
  return over;
}

export function reason(fault) {
  return fault && fault.name ? `${fault.name}: ${fault.message}` : String(fault);
}

// The text of bytes, with U+FFFD for what is none; nothing where the engine does not know the encoding.
export function decoded(bytes, encoding) {
  try { return new TextDecoder(encoding).decode(bytes); } catch (unknown) { return undefined; }
}

export function random(bytes) {
  return crypto.getRandomValues(new Uint8Array(bytes));
}

// Asks the browser not to clear this origin by itself; its no changes nothing.
export function persist() {
  if (navigator.storage && navigator.storage.persist) { navigator.storage.persist().catch(() => {}); }
}

// Writes down, for whichever worker is at work, that the field is to open without network here.
export async function wantField() {
  try {
    await (await caches.open('yingchun-choice')).put('/field', new Response(''));
  } catch (full) { /* The worker is asked besides. */ }
}

const savesData = () => Boolean(navigator.connection && navigator.connection.saveData);

// Has a worker open this page without network from here on.
export function keepDoor() {
  if (navigator.serviceWorker && !savesData()) { navigator.serviceWorker.register('/sw.js').catch(() => {}); }
}

// Has a worker open the app without network from here on, and brings it the field's files; where there are no workers, they come
// into the browser's cache, which is faster and no more. Who saves data gets them when they are asked for.
export function bring(path) {
  if (savesData()) { return; }
  const ahead = async () => {
    const page = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
    for (const link of page.querySelectorAll('link[rel=modulepreload], link[rel=preload]')) {
      await (await fetch(link.getAttribute('href'), { priority: 'low' })).arrayBuffer();
    }
  };
  const { serviceWorker } = navigator;
  const kept = async () => {
    await wantField();
    const ask = (worker) => { worker?.postMessage('field', [new MessageChannel().port2]); };
    // A worker that comes now may have looked before the word was there.
    serviceWorker.addEventListener('controllerchange', () => { ask(serviceWorker.controller); });
    await serviceWorker.register('/sw.js');
    ask((await serviceWorker.ready).active);
  };
  (serviceWorker ? kept() : ahead()).catch(() => {});
}

// boot.js keeps the browser's offer to put the app on the home screen.
export function canInstall() {
  return Boolean(window.yingchunInstall);
}

export function install() {
  const offer = window.yingchunInstall;
  window.yingchunInstall = undefined;
  if (offer) { offer.prompt().catch(() => {}); }
}

// Gives the person a file to keep; the browser asks or tells where.
export function saveFile(name, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/x-ndjson' }));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => { URL.revokeObjectURL(link.href); }, 60_000);
}

// Shows another path of the app in the address, from its top.
export function go(to) {
  history.pushState(null, '', to);
  scrollTo(0, 0);
}

// Takes the links of the app over from the browser, but for those that it alone can follow; calls `went` after each of them.
export function follow(went) {
  addEventListener('click', (event) => {
    const ours = event.button === 0 && !event.defaultPrevented && !event.metaKey && !event.altKey && !event.ctrlKey && !event.shiftKey;
    const link = ours && event.target.closest && event.target.closest('a[href]');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) { return; }
    if (link.hash && link.pathname === location.pathname) { return; }
    event.preventDefault();
    go(link.href);
    went();
  });
  addEventListener('popstate', () => { went(); });
}

// Calls `asked` where the phone's own way back (its button, its gesture, Esc) is taken, in place of leaving the page. Nothing
// where the engine has no such word: there the way back leaves the page.
export function watchBack(asked) {
  if (!globalThis.CloseWatcher) { return undefined; }
  const watcher = new CloseWatcher();
  watcher.onclose = () => { asked(); };
  return watcher;
}

export function unwatchBack(watcher) {
  if (watcher) { watcher.destroy(); }
}

// Calls `won` once this tab holds the lock, which it then keeps until it is gone, or `refused` where the browser gives none.
// False where there are no locks.
export function elect(name, won, refused) {
  if (!navigator.locks) { return false; }
  navigator.locks.request(name, () => { won(); return new Promise(() => {}); }).catch(() => { refused(); });
  return true;
}

// A request that outlives its page; nobody hears the answer.
export function lastRequest(url, authorization, body) {
  fetch(url, { method: 'POST', keepalive: true, body, headers: { authorization, 'content-type': 'application/x-ndjson' } }).catch(() => {});
}

// So many bytes of chance; the browser gives 64 kB of it at a time.
export function noise(bytes) {
  const all = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 65536) { crypto.getRandomValues(all.subarray(at, at + 65536)); }
  return all.buffer;
}
