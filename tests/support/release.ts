// Releases before and after the one under test. The one before is its code with the first worker that was ever given out,
// which stays on a phone until that phone itself takes another; the one after is the same code under other names, with a
// mark that a page shows, and the worker of today.
import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, type Page } from '@playwright/test';

const ROOT = path.join(import.meta.dirname, '..', '..');
// Trunk writes a hash of sixteen digits into the names of what it builds, zeros at its beginning left out.
const BUILT = /\b(field|join|office)-[0-9a-f]{11,16}/g;

// As it was given out; never changed.
const FIRST_WORKER = path.join(ROOT, 'tests', 'old', 'sw-1.js');
const TODAYS_WORKER = path.join(ROOT, 'public', 'sw.js');

// In a folder of its own, which whoever asked removes.
export async function firstRelease(app: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yingchun-app-'));
  await cp(app, folder, { recursive: true });
  for (const compressed of ['sw.js.br', 'sw.js.gz']) await rm(path.join(folder, compressed), { force: true });
  await withWorker(folder, FIRST_WORKER);
  return folder;
}

// In a folder of its own, which whoever asked removes.
export async function nextRelease(app: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yingchun-app-'));
  await cp(app, folder, { recursive: true });
  const files = (await readdir(folder, { recursive: true })).map((file) => path.join(folder, file));
  for (const file of files) {
    // Copies that were compressed before the change would be the release before.
    if (/\.(br|gz)$/.test(file)) await rm(file);
    else if (/\.(html|js)$/.test(file)) await rewrite(file);
  }
  for (const file of files.filter((it) => new RegExp(BUILT.source).test(path.basename(it)) && !/\.(br|gz)$/.test(it))) {
    await cp(file, renamed(file));
    await rm(file);
  }
  await withWorker(folder, TODAYS_WORKER);
  return folder;
}

// The app whose manifest names no icons; in a folder as above.
export async function withoutIcons(app: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'yingchun-app-'));
  await cp(app, folder, { recursive: true });
  const file = path.join(folder, 'manifest.webmanifest');
  for (const compressed of ['br', 'gz']) await rm(`${file}.${compressed}`, { force: true });
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')) as object, icons: [] }));
  return folder;
}

async function withWorker(folder: string, worker: string): Promise<void> {
  await cp(worker, path.join(folder, 'sw.js'));
  execFileSync('node', [path.join(ROOT, 'crates', 'xtask', 'src', 'precache.mjs'), folder], { stdio: 'ignore' });
}

const renamed = (text: string) => text.replace(BUILT, (_, name: string) => `${name}-${'5'.repeat(16)}`);

async function rewrite(file: string): Promise<void> {
  const before = await readFile(file, 'utf8');
  if (file.endsWith('.html')) await writeFile(file, renamed(before).replace('<html', '<html data-page="next"'));
  if (path.basename(file) === 'boot.js') await writeFile(file, `${before}\ndocument.documentElement.dataset.script = 'next';\n`);
}

// A page and its scripts are of one release, never of two.
export async function isOfRelease(page: Page, release: 'first' | 'next'): Promise<void> {
  // A page that goes while it is asked is asked again.
  const marks = () => page.evaluate(() => [document.documentElement.dataset['page'], document.documentElement.dataset['script']]).catch(() => []);
  const mark = release === 'next' ? 'next' : undefined;
  await expect.poll(marks).toEqual([mark, mark]);
}
