// Writes into FOLDER/sw.js what this release is made of: each file that a phone keeps with the hash of its bytes, and the
// build's name, which is a hash of it all. Run: node precache.mjs FOLDER
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const EMPTY = "const RELEASE = { build: '', field: [], office: [], rescue: [] };";
// Icons of a home screen are the system's to keep; the newcomers' screens are the field's too.
const LEFT_OUT = /\.(br|gz|png)$|^(sw\.js|progress\.mjs|join\/)/;
const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
  .filter((file) => !LEFT_OUT.test(file))
  .sort();

const door = (file) => (file.startsWith('rescue.') ? 'rescue' : file.startsWith('office/') ? 'office' : 'field');
const hashed = (file) => [`/${file}`, `sha256-${createHash('sha256').update(fs.readFileSync(path.join(folder, file))).digest('base64')}`];
// A door's page comes last: where it is kept, all of the door is.
const isPage = (file) => Number(file.endsWith('index.html'));
const of = (name) => files.filter((file) => door(file) === name).sort((one, other) => isPage(one) - isPage(other)).map(hashed);

const release = { field: of('field'), office: of('office'), rescue: of('rescue') };
const worker = path.join(folder, 'sw.js');
const source = fs.readFileSync(worker, 'utf8');
if (!source.includes(EMPTY)) throw new Error(`${worker} has no empty RELEASE to fill in`);
// A worker that changed is a release of its own, too.
const build = createHash('sha256').update(source).update(JSON.stringify(release)).digest('hex').slice(0, 16);
fs.writeFileSync(worker, source.replace(EMPTY, `const RELEASE = ${JSON.stringify({ build, ...release })};`));
console.log(`build ${build}: ${release.field.length} files for the field, ${release.office.length} for the office`);
