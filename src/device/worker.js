// What a page has to do with the worker that opens it without network (public/sw.js).

const AN_HOUR = 3_600_000;

function ask(worker, words) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = (event) => { resolve(event.data); };
    worker.postMessage(words, [port2]);
  });
}

// Whether a field of the page holds words that somebody typed.
export function typed() {
  const texts = Array.from(document.querySelectorAll('input:not([type=checkbox]):not([type=radio]):not([type=file]), textarea'));
  return texts.some((field) => !field.readOnly && field.value.trim() !== '');
}

function watched(registration, heard) {
  let waits;
  const look = async () => {
    const { active, waiting } = registration;
    // The first worker of all is no newer one.
    if (!active) { return; }
    const newer = waiting || (await ask(active, 'newer') ? active : undefined);
    if (newer && newer !== waits) {
      waits = newer;
      heard('newer');
    }
  };
  const arriving = () => { registration.installing?.addEventListener('statechange', look); };
  registration.addEventListener('updatefound', arriving);
  arriving();
  look();
  let asked = performance.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || performance.now() - asked < AN_HOUR) { return; }
    asked = performance.now();
    registration.update().catch(() => {});
  });
  return () => waits;
}

// Another tab took a newer release: this one follows as soon as nobody looks at it, and nothing typed stands in it.
function follow() {
  const { serviceWorker } = navigator;
  if (!serviceWorker.controller) { return; }
  serviceWorker.addEventListener('controllerchange', () => {
    if (document.hidden && !typed()) { location.reload(); }
  });
}

let newer = () => undefined;

// Has a worker open the app without network. `heard` is told `kept` once it does, and `newer` when a release waits to be taken.
export async function keep(office, heard) {
  const { serviceWorker } = navigator;
  if (!serviceWorker) { return; }
  follow();
  const registration = await serviceWorker.register('/sw.js');
  newer = watched(registration, heard);
  const { active } = await serviceWorker.ready;
  if (await ask(active, office ? 'office' : 'field')) { heard('kept'); }
}

// Takes the newer release; true where the page is to be opened anew.
export async function take() {
  const worker = newer();
  return Boolean(worker) && Boolean(await ask(worker, 'take'));
}
