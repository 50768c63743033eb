// Every pair of text and ground in style/tokens.css reaches its contrast, in each theme. Run: node --test tests/contrast.mjs
// The measure is WCAG 2's: 4.5:1 for text, 7:1 in the sun theme, 3:1 for the edges of controls.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';

const STATES = ['open', 'claimed', 'cleaned', 'passed', 'returned', 'still'];
const SOLID_STATES = ['claimed', 'cleaned', 'passed', 'returned'];
const TEXT_ON_GROUND = [
  ['ink', 'paper'], ['ink', 'card'], ['ink', 'sunk'], ['ink', 'gold-wash'],
  ['ink-2', 'paper'], ['ink-2', 'card'], ['ink-2', 'sunk'],
  ['on-red', 'red'], ['on-red-2', 'red'], ['on-red', 'red-press'], ['on-gold', 'gold-fill'],
  ...STATES.flatMap((state) => [[`st-${state}`, `st-${state}-wash`], [`st-${state}`, 'card']]),
  ...SOLID_STATES.map((state) => ['on-solid', `st-${state}`]),
];
const EDGES = [['edge', 'paper'], ['edge', 'card'], ['red', 'paper']];

const css = fs.readFileSync(new URL('../style/tokens.css', import.meta.url), 'utf8').replace(/\/\*.*?\*\//gs, '');

function coloursOf(selector) {
  const start = css.search(new RegExp(`(^|[}\\s,]|:root)${selector.replace(/[[\]]/g, '\\$&')}\\s*[{,]`));
  assert.notEqual(start, -1, `tokens.css has no block for ${selector}`);
  const block = css.slice(css.indexOf('{', start), css.indexOf('}', start));
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, colour]) => [name, colour]));
}

const light = coloursOf(':root');
const THEMES = {
  light,
  dark: { ...light, ...coloursOf('[data-theme="dark"]') },
  sun: { ...light, ...coloursOf('[data-sun="on"]') },
};

function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

// Gold keeps its text colour in the sun: the button is large and bold.
function floorOf(theme, ground) {
  return theme === 'sun' && ground !== 'gold-fill' ? 7 : 4.5;
}

function pairsUnder(theme, pairs, floor) {
  const colours = THEMES[theme];
  return pairs.flatMap(([upper, ground]) => {
    assert.ok(colours[upper] && colours[ground], `tokens.css names no colour --${upper} or --${ground}`);
    const reached = contrast(colours[upper], colours[ground]);
    return reached < floor(ground) ? [`--${upper} on --${ground}: ${reached.toFixed(2)} < ${floor(ground)}`] : [];
  });
}

for (const theme of Object.keys(THEMES)) {
  test(`text can be read: ${theme}`, () => {
    assert.deepEqual(pairsUnder(theme, TEXT_ON_GROUND, (ground) => floorOf(theme, ground)), []);
  });
  test(`edges of controls can be seen: ${theme}`, () => {
    // In the dark a red control carries its own light edge.
    const edges = EDGES.filter(([upper]) => !(theme === 'dark' && upper === 'red'));
    assert.deepEqual(pairsUnder(theme, edges, () => 3), []);
  });
}
