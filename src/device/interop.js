// What the phone's browser offers and no stable binding names: strict transactions, locks, pictures, a last request.

// The promise's word counts only after the disk has it; engines without the option ignore it.
export function begin(database, stores, mode) {
  return database.transaction(stores, mode, { durability: 'strict' });
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

// Calls `won` once this tab holds the lock, which it then keeps until it is gone. False where there are no locks.
export function elect(name, won) {
  if (!navigator.locks) { return false; }
  navigator.locks.request(name, () => { won(); return new Promise(() => {}); }).catch(() => {});
  return true;
}

// A request that outlives its page; nobody hears the answer.
export function lastRequest(url, authorization, body) {
  fetch(url, { method: 'POST', keepalive: true, body, headers: { authorization, 'content-type': 'application/x-ndjson' } }).catch(() => {});
}

function shrunk(width, height, longest) {
  const share = Math.min(1, longest / Math.max(width, height));
  return [Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share))];
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

// The picture upright and no larger than `longest`, by the engine's own scaler where it has one.
async function upright(file, longest) {
  const image = await opened(file);
  const [width, height] = shrunk(image.naturalWidth, image.naturalHeight, longest);
  try {
    const bitmap = await createImageBitmap(file, {
      imageOrientation: 'from-image', resizeWidth: width, resizeHeight: height, resizeQuality: 'high',
    });
    if (bitmap.width === width && bitmap.height === height) { return { source: bitmap, width, height }; }
  } catch (unsupported) { /* The image itself is drawn below. */ }
  return { source: image, width, height };
}

function easel(width, height) {
  if (typeof OffscreenCanvas === 'function') {
    const canvas = new OffscreenCanvas(width, height);
    const brush = canvas.getContext('2d');
    if (brush && canvas.convertToBlob) { return { canvas, brush }; }
  }
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return { canvas, brush: canvas.getContext('2d') };
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

function stamp(brush, width, height, words) {
  const style = getComputedStyle(document.documentElement);
  const token = (name) => style.getPropertyValue(name).trim();
  const short = Math.min(width, height);
  const fonts = token('--font');
  const small = (size) => `500 ${size}px ${fonts}`;
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
  shade.addColorStop(0, token('--shade-none'));
  shade.addColorStop(1, token('--shade-deep'));
  brush.fillStyle = shade;
  brush.fillRect(0, top - body * 2.5, width, height);
  brush.fillStyle = token('--gold');
  brush.fillRect(edge, top, body * .28, tall);
  const left = edge + body * .95;
  brush.fillStyle = token('--on-photo');
  brush.textBaseline = 'alphabetic';
  brush.font = `700 ${large}px ${token('--num')}`;
  brush.fillText(words.time, left, top + large * .92);
  const after = brush.measureText(words.time).width;
  brush.font = small(body);
  brush.fillText(words.source, left + after + body * .5, top + large * .92);
  words.lines.forEach((line, index) => {
    brush.fillText(line, left, top + large * 1.1 + leading * (index + .78), width - left - edge);
  });
}

const SMALL_BYTES_MOST = 60 << 10;

async function small(source, width, height, longest) {
  const [narrow, low] = shrunk(width, height, longest);
  const { canvas, brush } = easel(narrow, low);
  brush.imageSmoothingQuality = 'high';
  brush.drawImage(source, 0, 0, narrow, low);
  for (const quality of [.72, .5, .3]) {
    const bytes = await jpeg(canvas, quality);
    if (bytes.byteLength <= SMALL_BYTES_MOST) { return bytes; }
  }
  throw new DOMException('no small picture', 'EncodingError');
}

// The picture turned clockwise by quarters: a phone that was held flat wrote down the wrong way up.
function turned(picture, quarters) {
  if (quarters % 4 === 0) { return picture; }
  const { source, width, height } = picture;
  const [across, down] = quarters % 2 === 0 ? [width, height] : [height, width];
  const { canvas, brush } = easel(across, down);
  brush.translate(across / 2, down / 2);
  brush.rotate(quarters * Math.PI / 2);
  brush.drawImage(source, -width / 2, -height / 2, width, height);
  if (source.close) { source.close(); }
  return { source: canvas, width: across, height: down };
}

// A ring around what is left to do: light under dark, so that it shows on any ground.
function circle(brush, across, down, radius, short) {
  const style = getComputedStyle(document.documentElement);
  brush.beginPath();
  brush.arc(across, down, radius, 0, Math.PI * 2);
  for (const [token, share] of [['--on-photo', .022], ['--seal', .012]]) {
    brush.strokeStyle = style.getPropertyValue(token).trim();
    brush.lineWidth = Math.max(2, short * share);
    brush.stroke();
  }
}

// Discs of coarse squares over what nobody shall be known by; places are thousandths of a side, sizes of the short side.
function cover(brush, source, width, height, discs) {
  const short = Math.min(width, height);
  for (const disc of discs) {
    const radius = Math.max(4, short * disc.radius / 1000);
    const left = width * disc.across / 1000 - radius;
    const top = height * disc.down / 1000 - radius;
    if (disc.ring) { circle(brush, left + radius, top + radius, radius, short); continue; }
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
  cover(canvas.getContext('2d'), source, canvas.width, canvas.height, discs);
}

// The stamped picture and its small one as JPEG: encoded anew, so that nothing of the original's EXIF is left.
export async function develop(file, longest, longestSmall, words, quarters, discs) {
  const { source, width, height } = turned(await upright(file, longest), quarters);
  const { canvas, brush } = easel(width, height);
  brush.drawImage(source, 0, 0, width, height);
  if (discs.length > 0) {
    const bare = easel(width, height);
    bare.brush.drawImage(source, 0, 0, width, height);
    cover(brush, bare.canvas, width, height, discs);
  }
  const thumb = await small(discs.length > 0 ? canvas : source, width, height, longestSmall);
  stamp(brush, width, height, words);
  const bytes = await jpeg(canvas, .82);
  if (source.close) { source.close(); }
  return { bytes, thumb };
}

async function shown(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}

// How much of a stamped picture, from its lower edge, the line with the name may take.
function named(width, height) {
  const short = Math.min(width, height);
  return short * .04 + Math.max(12, short * BODY) * 1.45 * 1.15;
}

// A frame filled with a photo but for the line that bears a name.
function framed(brush, image, left, top, width, height) {
  const high = Math.max(1, image.naturalHeight - named(image.naturalWidth, image.naturalHeight));
  const share = Math.max(width / image.naturalWidth, height / high);
  const [wide, tall] = [width / share, height / share];
  brush.drawImage(image, (image.naturalWidth - wide) / 2, (high - tall) / 2, wide, tall, left, top, width, height);
}

// Two photos on red paper, with place and day and nobody's name, as a JPEG in a `data:` URL: that is what can be held and
// sent on inside WeChat. Pictures that lie stand one over the other, others side by side, so that little is cut off.
export async function compare(before, after, words) {
  const [first, second] = await Promise.all([shown(before), shown(after)]);
  const lying = [first, second].every((image) => image.naturalWidth > image.naturalHeight);
  const frames = lying
    ? [[0, 220, 1080, 680], [0, 980, 1080, 680]]
    : [[0, 220, 536, 720], [544, 220, 536, 720]];
  const low = lying ? 1740 : 1020;
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
    line(index === 0 ? words.before : words.after, 40, 600, left + 48, top + height + 40, width - 64);
  });
  line(words.foot, 34, 400, 48, low + 50, 984);
  return canvas.toDataURL('image/jpeg', .85);
}
