// Takes out of each door's page the preloads of scripts that nothing of that door imports: Trunk names every snippet of the
// library, and a newcomer's first load would bring the darkroom along. Run: node preloads.mjs FOLDER
import fs from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
const PRELOAD = /<link rel="modulepreload" href="([^"]*\/snippets\/[^"]+)"[^>]*>/g;

for (const door of ['', 'join', 'office']) {
  const home = path.join(folder, door);
  const scripts = fs.readdirSync(home).filter((name) => /^(field|join|office)-[0-9a-f]+\.js$/.test(name));
  const code = scripts.map((name) => fs.readFileSync(path.join(home, name), 'utf8')).join('\n');
  const page = path.join(home, 'index.html');
  const before = fs.readFileSync(page, 'utf8');
  const after = before.replace(PRELOAD, (link, href) => (code.includes(href.slice(href.indexOf('/snippets/'))) ? link : ''));
  if (scripts.length === 0) throw new Error(`${home} has no script of its own`);
  if (after !== before) fs.writeFileSync(page, after);
}
