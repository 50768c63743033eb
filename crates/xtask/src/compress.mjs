// Writes FILE.br and FILE.gz beside each file that gains by it, so that the hub compresses nothing while people wait.
// Run: node compress.mjs FOLDER
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';

const folder = process.argv[2];
const GAINS = /\.(wasm|js|mjs|css|html|svg|json|webmanifest|txt)$/;
const sums = { plain: 0, br: 0, gz: 0 };
// What a newcomer's first load brings of her door; beyond this something that only the field needs has come along.
const NEWCOMERS_MOST = 210_000;
let newcomers = 0;

for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !GAINS.test(entry.name)) continue;
  const file = path.join(entry.parentPath, entry.name);
  const plain = fs.readFileSync(file);
  const br = zlib.brotliCompressSync(plain, {
    params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
  });
  const gz = zlib.gzipSync(plain, { level: 9 });
  fs.writeFileSync(`${file}.br`, br);
  fs.writeFileSync(`${file}.gz`, gz);
  sums.plain += plain.length;
  sums.br += br.length;
  sums.gz += gz.length;
  if (path.relative(folder, entry.parentPath) === 'join') newcomers += br.length;
  if (entry.name.endsWith('.wasm')) console.log(`${path.relative(folder, file)}: ${plain.length} B, brotli ${br.length} B, gzip ${gz.length} B`);
}
console.log(`all of it: ${sums.plain} B, brotli ${sums.br} B, gzip ${sums.gz} B`);
console.log(`the newcomers' door: brotli ${newcomers} B of ${NEWCOMERS_MOST}`);
if (newcomers > NEWCOMERS_MOST) throw new Error("the newcomers' door is too heavy: see docs/decisions/0012");
