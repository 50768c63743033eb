// JPEG files as bytes: what stands in their segments, and files that are wrong or large on purpose.

const APP1 = 0xe1;
const START_OF_SCAN = 0xda;

interface Segment {
  marker: number;
  from: number;
  to: number;
}

// The segments before the picture itself.
function segments(jpeg: Buffer): Segment[] {
  const found: Segment[] = [];
  for (let at = 2; jpeg[at] === 0xff && jpeg[at + 1] !== START_OF_SCAN;) {
    const to = at + 2 + jpeg.readUInt16BE(at + 2);
    found.push({ marker: jpeg.readUInt8(at + 1), from: at, to });
    at = to;
  }
  return found;
}

export function markers(jpeg: Buffer): number[] {
  return segments(jpeg).map((it) => it.marker);
}

// The same pixels with nothing said about them: neither where they were taken nor which way is up.
export function withoutExif(jpeg: Buffer): Buffer {
  const kept = segments(jpeg).filter((it) => it.marker === APP1).reverse();
  return kept.reduce((bytes, { from, to }) => Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]), jpeg);
}

// The same file whose EXIF is there and says nothing that can be read.
export function withBrokenExif(jpeg: Buffer): Buffer {
  const broken = Buffer.from(jpeg);
  for (const { marker, from, to } of segments(jpeg)) {
    // Behind the length and the name "Exif".
    if (marker === APP1) broken.fill(0xee, from + 10, to);
  }
  return broken;
}

function segment(marker: number, ...bytes: number[]): number[] {
  return [0xff, marker, (bytes.length + 2) >> 8, (bytes.length + 2) & 0xff, ...bytes];
}

// A grey picture of any size in few bytes: every block is two bits, "as bright as the last one" and "nothing more".
export function grey(width: number, height: number): Buffer {
  const oneCode = [1, ...Array<number>(15).fill(0), 0];
  const head = [
    0xff, 0xd8,
    ...segment(0xdb, 0, ...Array<number>(64).fill(1)),
    ...segment(0xc0, 8, height >> 8, height & 0xff, width >> 8, width & 0xff, 1, 1, 0x11, 0),
    ...segment(0xc4, 0x00, ...oneCode),
    ...segment(0xc4, 0x10, ...oneCode),
    ...segment(START_OF_SCAN, 1, 1, 0x00, 0, 63, 0),
  ];
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  return Buffer.concat([Buffer.from(head), Buffer.alloc(Math.ceil(blocks * 2 / 8)), Buffer.from([0xff, 0xd9])]);
}
