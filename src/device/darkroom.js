// Makes pictures ready to be sent: decoded once, scaled, stamped, encoded. Done in a worker of this same file where the
// engine can, so that the page answers meanwhile; where it cannot, or the worker fails, on the page.

function shrunk(width, height, longest) {
  const share = Math.min(1, longest / Math.max(width, height));
  return [Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share))];
}

function easel(width, height) {
  if (typeof OffscreenCanvas === 'function') {
    const canvas = new OffscreenCanvas(width, height);
    const brush = canvas.getContext('2d', { alpha: false });
    if (brush && canvas.convertToBlob) { return { canvas, brush }; }
  }
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return { canvas, brush: canvas.getContext('2d', { alpha: false }) };
}

// A picture on a canvas of its own, turned clockwise by quarters. Made smaller by halves: each pixel is the mean of four,
// as cheaply as can be had, where one step over more of them would leave some out. `laid` is a canvas that may be there already.
function drawn(source, [across, down], [width, height], quarters = 0, laid = null) {
  const [wide, tall] = quarters % 2 === 0 ? [width, height] : [height, width];
  if (across > wide * 2 && down > tall * 2) {
    const half = [Math.ceil(across / 2), Math.ceil(down / 2)];
    return drawn(drawn(source, [across, down], half).canvas, half, [width, height], quarters, laid);
  }
  const fits = laid && laid.canvas.width === width && laid.canvas.height === height;
  const { canvas, brush } = fits ? laid : easel(width, height);
  brush.imageSmoothingQuality = 'low';
  brush.translate(width / 2, height / 2);
  brush.rotate(quarters * Math.PI / 2);
  brush.drawImage(source, 0, 0, across, down, -wide / 2, -tall / 2, wide, tall);
  brush.setTransform(1, 0, 0, 1, 0, 0);
  return { canvas, brush };
}

async function jpeg(canvas, quality) {
  const blob = canvas.convertToBlob
    ? await canvas.convertToBlob({ type: 'image/jpeg', quality })
    : await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  if (!blob || blob.type !== 'image/jpeg') { throw new DOMException('no JPEG', 'EncodingError'); }
  return blob.arrayBuffer();
}

// Sizes are shares of the picture's short side, so that the words can be read on a print of 4 by 6 cm.
const BODY = .028;
const BODY_LEAST = .022;

function stamp(brush, width, height, words, tokens) {
  const short = Math.min(width, height);
  const small = (size) => `500 ${size}px ${tokens['--font']}`;
  const edge = short * .04;
  let body = Math.max(12, short * BODY);
  const widest = (size) => { brush.font = small(size); return Math.max(...words.lines.map((line) => brush.measureText(line).width)); };
  const room = width - edge * 2 - body;
  if (widest(body) > room) { body = Math.max(12, short * BODY_LEAST, body * room / widest(body)); }
  const large = body * 2.2;
  const leading = body * 1.45;
  const tall = large * 1.1 + leading * words.lines.length;
  const top = height - edge - tall;
  const shade = brush.createLinearGradient(0, top - body * 2.5, 0, height);
  shade.addColorStop(0, tokens['--shade-none']);
  shade.addColorStop(1, tokens['--shade-deep']);
  brush.fillStyle = shade;
  brush.fillRect(0, top - body * 2.5, width, height);
  brush.fillStyle = tokens['--gold'];
  brush.fillRect(edge, top, body * .28, tall);
  const left = edge + body * .95;
  brush.fillStyle = tokens['--on-photo'];
  brush.textBaseline = 'alphabetic';
  brush.font = `700 ${large}px ${tokens['--num']}`;
  brush.fillText(words.time, left, top + large * .92);
  const after = brush.measureText(words.time).width;
  brush.font = small(body);
  brush.fillText(words.source, left + after + body * .5, top + large * .92);
  words.lines.forEach((line, index) => {
    brush.fillText(line, left, top + large * 1.1 + leading * (index + .78), width - left - edge);
  });
}

// The stamped picture with its SHA-256, which is worked out while the small one is encoded; an insecure origin has no digest.
async function hashed(canvas) {
  const bytes = await jpeg(canvas, .82);
  const { subtle } = globalThis.crypto;
  return { bytes, sha256: subtle ? await subtle.digest('SHA-256', bytes) : null };
}

const SMALL_BYTES_MOST = 60 << 10;

async function small(canvas) {
  for (const quality of [.72, .5, .3]) {
    const bytes = await jpeg(canvas, quality);
    if (bytes.byteLength <= SMALL_BYTES_MOST) { return bytes; }
  }
  throw new DOMException('no small picture', 'EncodingError');
}

// A ring around what is left to do: light under dark, so that it shows on any ground.
function circle(brush, across, down, radius, short, tokens) {
  brush.beginPath();
  brush.arc(across, down, radius, 0, Math.PI * 2);
  for (const [token, share] of [['--on-photo', .022], ['--seal', .012]]) {
    brush.strokeStyle = tokens[token];
    brush.lineWidth = Math.max(2, short * share);
    brush.stroke();
  }
}

// Discs of coarse squares over what nobody shall be known by; places are thousandths of a side, sizes of the short side.
function cover(brush, source, width, height, discs, tokens) {
  const short = Math.min(width, height);
  for (const disc of discs) {
    const radius = Math.max(4, short * disc.radius / 1000);
    const left = width * disc.across / 1000 - radius;
    const top = height * disc.down / 1000 - radius;
    if (disc.ring) { circle(brush, left + radius, top + radius, radius, short, tokens); continue; }
    const size = radius * 2;
    const coarse = easel(5, 5);
    // Five squares across, each the mean of what lay under it: no face can be worked out of them again.
    coarse.brush.imageSmoothingQuality = 'high';
    coarse.brush.drawImage(source, left * source.width / width, top * source.height / height,
      size * source.width / width, size * source.height / height, 0, 0, 5, 5);
    brush.save();
    brush.beginPath();
    brush.arc(left + radius, top + radius, radius, 0, Math.PI * 2);
    brush.clip();
    brush.imageSmoothingEnabled = false;
    brush.drawImage(coarse.canvas, left, top, size, size);
    brush.restore();
  }
}

// What `develop` will cover, shown over a picture that is on the page.
export async function preview(canvas, image, discs) {
  await image.decode();
  canvas.width = Math.max(1, image.clientWidth);
  canvas.height = Math.max(1, image.clientHeight);
  const { canvas: source, brush } = easel(canvas.width, canvas.height);
  brush.drawImage(image, 0, 0, canvas.width, canvas.height);
  cover(canvas.getContext('2d'), source, canvas.width, canvas.height, discs, tokensOf(document.documentElement));
}

async function opened(file) {
  const image = new Image();
  const url = URL.createObjectURL(file);
  try {
    image.src = url;
    await image.decode();
    return image;
  } finally { URL.revokeObjectURL(url); }
}

// The picture, its size, and by how many quarters it is still to be turned: by the page, which opens all that the engine
// can show,
async function byPage(file) {
  const image = await opened(file);
  return { source: image, size: [image.naturalWidth, image.naturalHeight], quarters: 0 };
}

// or by a worker, which has no page. An engine that does not know the word leaves it to the page.
async function byWorker(file, longest, expect) {
  const quick = await byScale(file, longest, expect).catch(() => null);
  if (quick) { return quick; }
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  return { source: bitmap, size: [bitmap.width, bitmap.height], quarters: 0 };
}

const HEAD_BYTES = 256 << 10;
const EXIF = 0x45786966;
const ORIENTATION = 0x0112;

function orientation(view, tiff) {
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  for (let at = directory + 2; at < directory + 2 + 12 * view.getUint16(directory, little); at += 12) {
    if (view.getUint16(at, little) === ORIENTATION) { return view.getUint16(at + 8, little); }
  }
  return 1;
}

// What a JPEG says of itself; nothing where it says it in no plain way.
function head(view) {
  if (view.getUint16(0) !== 0xffd8) { return null; }
  let held = 1;
  for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint8(at + 1);
    if (marker === 0xe1 && view.getUint32(at + 4) === EXIF) { held = orientation(view, at + 10); }
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { across: view.getUint16(at + 7), down: view.getUint16(at + 5), held };
    }
  }
  return null;
}

// How a picture was held, and by how many quarters that is to be turned. Mirrored ones and those upside down are left to
// the engine: whether it has turned them already cannot be seen.
const HELD = { 1: 0, 6: 1, 8: 3 };

// A large JPEG in eighths of its size, which some engines decode in a fraction of the time and of the memory. `expect` is told
// of its size while it is decoded elsewhere.
async function byScale(file, longest, expect) {
  if (typeof ImageDecoder !== 'function') { return null; }
  const data = await file.arrayBuffer();
  const { across, down, held } = head(new DataView(data, 0, Math.min(data.byteLength, HEAD_BYTES))) ?? {};
  const eighths = Math.ceil(8 * longest / Math.max(across, down));
  if (!(eighths < 8) || HELD[held] === undefined) { return null; }
  const [desiredWidth, desiredHeight] = [across, down].map((side) => Math.ceil(side * eighths / 8));
  const decoder = new ImageDecoder({ type: 'image/jpeg', data, desiredWidth, desiredHeight });
  try {
    const decoding = decoder.decode();
    expect([desiredWidth, desiredHeight], HELD[held]);
    const { image } = await decoding;
    const size = [image.displayWidth, image.displayHeight];
    const upright = (size[0] > size[1]) !== (across > down);
    const fit = Math.max(...size) >= longest && across !== down;
    // A frame of a film is drawn pixel by pixel, a bitmap of the same in a third of the time.
    const source = fit ? await createImageBitmap(image) : null;
    image.close();
    return source && { source, size, quarters: upright ? 0 : HELD[held] };
  } finally { decoder.close(); }
}

// The stamped picture and its small one as JPEG: encoded anew, so that nothing of the original's EXIF is left.
async function made({ file, longest, longestSmall, words, tokens, quarters, discs }, open) {
  const placed = (size, held) => {
    const turn = (held + quarters) % 4;
    return { turn, large: shrunk(...(turn % 2 === 0 ? size : [size[1], size[0]]), longest) };
  };
  let laid;
  const { source, size, quarters: held } = await open(file, longest, (size, held) => {
    laid = easel(...placed(size, held).large);
    // The first stroke is what makes the canvas.
    laid.brush.fillRect(0, 0, 1, 1);
  });
  const { turn, large } = placed(size, held);
  const little = shrunk(...large, longestSmall);
  const { canvas, brush } = drawn(source, size, large, turn, laid);
  let thumb;
  if (discs.length > 0) {
    cover(brush, drawn(canvas, large, large).canvas, ...large, discs, tokens);
    thumb = drawn(canvas, large, little).canvas;
  } else {
    // Of the source: whatever is drawn from a canvas is a copy of all of it, and the stamp then a second one.
    thumb = drawn(source, size, little, turn).canvas;
  }
  if (source.close) { source.close(); }
  stamp(brush, ...large, words, tokens);
  const [{ bytes, sha256 }, smallBytes] = await Promise.all([hashed(canvas), small(thumb)]);
  return { bytes, sha256, thumb: smallBytes };
}

// A worker that says nothing for so long is gone: engines end one without a word where memory is short.
const PATIENCE_MS = 20000;

// Undefined before the first picture; null where workers do not work.
let worker;
let asked = 0;
const waiting = new Map();

function giveUp() {
  if (worker) { worker.terminate(); }
  worker = null;
  for (const { reject } of waiting.values()) { reject(new DOMException('no worker', 'NotSupportedError')); }
  waiting.clear();
}

// Has the worker there before the picture comes.
export function ready() {
  if (worker !== undefined) { return; }
  try {
    worker = new Worker(import.meta.url, { type: 'module' });
    worker.onerror = giveUp;
    worker.onmessage = ({ data }) => {
      const { resolve, reject } = waiting.get(data.number) || {};
      waiting.delete(data.number);
      if (data.made) { resolve?.(data.made); } else { reject?.(new DOMException(data.reason, 'EncodingError')); }
    };
  } catch (unsupported) { giveUp(); }
}

function inWorker(work) {
  ready();
  if (!worker) { return Promise.reject(new DOMException('no worker', 'NotSupportedError')); }
  asked += 1;
  const number = asked;
  return new Promise((resolve, reject) => {
    const impatient = setTimeout(giveUp, PATIENCE_MS);
    const over = (say) => (what) => { clearTimeout(impatient); say(what); };
    waiting.set(number, { resolve: over(resolve), reject: over(reject) });
    worker.postMessage({ number, work });
  });
}

const TOKENS = ['--font', '--num', '--gold', '--on-photo', '--seal', '--shade-none', '--shade-deep'];

function tokensOf(element) {
  const style = getComputedStyle(element);
  return Object.fromEntries(TOKENS.map((name) => [name, style.getPropertyValue(name).trim()]));
}

export async function develop(file, longest, longestSmall, words, quarters, discs) {
  const tokens = tokensOf(document.documentElement);
  const work = { file, longest, longestSmall, words, tokens, quarters, discs };
  return inWorker(work).catch(() => made(work, byPage));
}

async function shown(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

// How much of a picture, from its lower edge, the stamp takes at most: margin, time and three lines, the last with a name.
function stamped(width, height) {
  const short = Math.min(width, height);
  return short * .04 + Math.max(12, short * BODY) * (2.2 * 1.1 + 1.45 * 3) + 2;
}

// A frame filled with a photo but for its stamp: part of one would look torn off.
function framed(brush, image, left, top, width, height) {
  const high = Math.max(1, image.naturalHeight - stamped(image.naturalWidth, image.naturalHeight));
  const share = Math.max(width / image.naturalWidth, height / high);
  const [wide, tall] = [width / share, height / share];
  brush.drawImage(image, (image.naturalWidth - wide) / 2, (high - tall) / 2, wide, tall, left, top, width, height);
}

// The scissored edge of red paper over a photo's upper and lower rim.
function scissored(brush, left, top, width, height) {
  const teeth = Math.round(width / 36);
  for (let tooth = 0; tooth < teeth; tooth += 1) {
    for (const edge of [top, top + height]) {
      brush.beginPath();
      brush.arc(left + (tooth + .5) * width / teeth, edge, 14, 0, Math.PI * 2);
      brush.fill();
    }
  }
}

// Two photos on red paper, with place and day and nobody's name, as a JPEG in a `data:` URL: that is what can be held and
// sent on inside WeChat. Pictures that lie stand one over the other, others side by side, so that little is cut off.
export async function compare(before, after, words) {
  const [first, second] = await Promise.all([shown(before), shown(after)]);
  const lying = [first, second].every((image) => image.naturalWidth > image.naturalHeight);
  const frames = lying
    ? [[0, 220, 1080, 620], [0, 930, 1080, 620]]
    : [[0, 220, 536, 590], [544, 220, 536, 590]];
  const low = lying ? 1640 : 900;
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const canvas = document.createElement('canvas');
  canvas.width = 1080;
  canvas.height = low + 100;
  const brush = canvas.getContext('2d');
  brush.fillStyle = token('--seal');
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.fillStyle = token('--on-photo');
  brush.textBaseline = 'middle';
  const line = (text, size, weight, across, down, room) => {
    brush.font = `${weight} ${size}px ${token('--font')}`;
    brush.fillText(text, across, down, room);
  };
  line(words.title, 60, 700, 48, 84, 984);
  line(words.place, 42, 500, 48, 160, 984);
  [first, second].forEach((image, index) => {
    const [left, top, width, height] = frames[index];
    framed(brush, image, left, top, width, height);
    brush.fillStyle = token('--seal');
    scissored(brush, left, top, width, height);
    brush.fillStyle = token('--on-photo');
    line(index === 0 ? words.before : words.after, 40, 600, left + 48, top + height + 50, width - 64);
  });
  line(words.foot, 34, 400, 48, low + 50, 984);
  return canvas.toDataURL('image/jpeg', .85);
}

if (typeof document === 'undefined') {
  self.onmessage = async ({ data: { number, work } }) => {
    try {
      const done = await made(work, byWorker);
      self.postMessage({ number, made: done }, [done.bytes, done.thumb]);
    } catch (fault) { self.postMessage({ number, reason: String(fault) }); }
  };
}
