// Writes into FOLDER/sw.js what this release is made of: each file that a phone keeps with the hash of its bytes, and the
// build's name, which is a hash of it all. Run: node precache.mjs FOLDER
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const EMPTY = /const RELEASE = \{ build: ''[^}]*\};/;
// Icons of a home screen are the system's to keep.
const LEFT_OUT = /\.(br|gz|png)$|^(sw\.js|progress\.mjs)/;
const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
  .filter((file) => !LEFT_OUT.test(file))
  .sort();

const door = (file) => (file.startsWith('rescue.') ? 'rescue' : /^(join|office)(?=\/)/.exec(file)?.[0] ?? 'field');
// Files of the field that the newcomers' page asks for, too.
const SHARED = ['boot.js', 'manifest.webmanifest', 'icons/icon.svg'];
const hashed = (file) => [`/${file}`, `sha256-${createHash('sha256').update(fs.readFileSync(path.join(folder, file))).digest('base64')}`];
// A door's page comes last: where it is kept, all of the door is.
const isPage = (file) => Number(file.endsWith('index.html'));
// What no script of the newcomers' door names, it does not load.
const script = files.filter((file) => /^join\/join-\w+\.js$/.test(file)).map((file) => fs.readFileSync(path.join(folder, file), 'utf8')).join();
const isIdle = (file) => file.startsWith('join/snippets/') && !script.includes(file.slice('join/'.length));
const of = (name, more = []) => files.filter((file) => (door(file) === name && !isIdle(file)) || more.includes(file)).sort((one, other) => isPage(one) - isPage(other)).map(hashed);

const release = { join: of('join', SHARED), field: of('field'), office: of('office'), rescue: of('rescue') };
const worker = path.join(folder, 'sw.js');
const source = fs.readFileSync(worker, 'utf8');
if (!EMPTY.test(source)) throw new Error(`${worker} has no empty RELEASE to fill in`);
// A worker that changed is a release of its own, too.
const build = createHash('sha256').update(source).update(JSON.stringify(release)).digest('hex').slice(0, 16);
fs.writeFileSync(worker, source.replace(EMPTY, `const RELEASE = ${JSON.stringify({ build, ...release })};`));
console.log(`build ${build}: ${release.join.length} files for newcomers, ${release.field.length} for the field, ${release.office.length} for the office`);
