// What a phone has promised to keep, read without the app: from a page of its origin that runs nothing.
import type { Phone } from './phone.ts';

// The hub's word of an entry.
export interface Receipt {
  id: string;
  outcome: string;
  commit: number;
  received: number;
  mac: string;
}

export interface KeptEntry {
  id: string;
  kind: string;
  stage: string;
  line: string;
  receipt: Receipt | undefined;
}

export interface KeptPhoto {
  id: string;
  entry: string | null;
  done: boolean;
  // Whether the bytes that are there are those of its record.
  whole: boolean;
  sha256: string;
}

export interface Kept {
  // Whether there is a database at all.
  there: boolean;
  entries: KeptEntry[];
  photos: KeptPhoto[];
  drafts: Record<string, string>;
}

// A page of the app's origin without the app: what it has is not touched by being looked at.
export const QUIET_PAGE = '/rescue.css';

export async function keptOn(phone: Phone): Promise<Kept> {
  const page = await phone.open(QUIET_PAGE);
  return page.evaluate(async () => {
    interface PhotoRow { id: string; entry?: string; done?: boolean; chunks: number; record: { sha256: string; len: number } }
    const asked = <T>(request: IDBRequest<T>) => new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const opening = indexedDB.open('yingchun-promises');
    // One that is not there is not made here: it would lack its stores.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    const database = await asked(opening).catch(() => null);
    if (!database) return { there: false, entries: [], photos: [], drafts: {} };
    const tx = database.transaction(['entry', 'photo', 'chunk', 'draft']);
    const [entries, photos, names, drafts] = await Promise.all([
      asked(tx.objectStore('entry').getAll() as IDBRequest<Omit<KeptEntry, 'kind'>[]>),
      asked(tx.objectStore('photo').getAll() as IDBRequest<PhotoRow[]>),
      asked(tx.objectStore('draft').getAllKeys() as IDBRequest<string[]>),
      asked(tx.objectStore('draft').getAll() as IDBRequest<{ text: string }[]>),
    ]);
    const hex = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map((it) => it.toString(16).padStart(2, '0')).join('');
    const isWhole = async (row: PhotoRow) => {
      const chunks = database.transaction('chunk').objectStore('chunk');
      const pieces = await Promise.all([...Array(row.chunks).keys()].map((number) => asked(chunks.get([row.id, number]))));
      if (pieces.some((piece) => !(piece instanceof ArrayBuffer))) return false;
      const bytes = await new Blob(pieces as ArrayBuffer[]).arrayBuffer();
      return bytes.byteLength === row.record.len && hex(await crypto.subtle.digest('SHA-256', bytes)) === row.record.sha256;
    };
    const kept = {
      there: true,
      entries: entries.map(({ id, stage, line, receipt }) => ({ id, stage, line, receipt, kind: (JSON.parse(line) as { kind: string }).kind })),
      photos: await Promise.all(photos.map(async (row) => (
        { id: row.id, entry: row.entry ?? null, done: row.done ?? false, whole: await isWhole(row), sha256: row.record.sha256 }))),
      drafts: Object.fromEntries(names.map((name, index) => [name, drafts[index]?.text ?? ''])),
    };
    database.close();
    return kept;
  });
}
