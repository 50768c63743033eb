// An app that traps at its start: its own wasm, of which nothing is changed but the body of the function that the page
// calls first. That holds one instruction: unreachable.
import type { Page, Route } from '@playwright/test';

const WASM = /\/field-[0-9a-f]+_bg\.wasm$/;
const START = '__wbindgen_start';
const [IMPORTS, EXPORTS, CODE] = [2, 7, 10];
const [FUNCTION, TABLE, MEMORY, GLOBAL, TAG] = [0, 1, 2, 3, 4];
// Its size, no locals, unreachable, end.
const TRAPS = Buffer.from([3, 0, 0x00, 0x0b]);

// From the next page on, until the returned word is given.
export async function trapsAtItsStart(page: Page): Promise<() => Promise<void>> {
  const traps = async (route: Route) => {
    const answer = await route.fetch();
    await route.fulfill({ contentType: 'application/wasm', body: trapping(await answer.body()) });
  };
  await page.route(WASM, traps);
  return () => page.unroute(WASM, traps);
}

class Reader {
  constructor(readonly bytes: Buffer, public at = 0) {}

  byte(): number {
    return this.bytes.readUInt8(this.at++);
  }

  // LEB128, as wasm writes its counts; one that is read over may be longer.
  count(): number {
    let [value, shift, byte] = [0, 0, 0];
    do {
      byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      shift += 7;
    } while (byte & 0x80);
    return value;
  }

  skip(bytes: number): void {
    this.at += bytes;
  }

  name(): string {
    const length = this.count();
    this.skip(length);
    return this.bytes.toString('utf8', this.at - length, this.at);
  }

  limits(): void {
    const flags = this.byte();
    this.count();
    if (flags & 1) this.count();
  }
}

// How many functions a module imports: they are counted before its own.
function imported(reader: Reader): number {
  let functions = 0;
  for (let left = reader.count(); left > 0; left -= 1) {
    reader.name();
    reader.name();
    const kind = reader.byte();
    if (kind === FUNCTION) { functions += 1; reader.count(); }
    else if (kind === TABLE) { reader.skip(1); reader.limits(); }
    else if (kind === MEMORY) reader.limits();
    else if (kind === GLOBAL) reader.skip(2);
    else if (kind === TAG) { reader.skip(1); reader.count(); }
  }
  return functions;
}

function exported(reader: Reader, name: string): number {
  for (let left = reader.count(); left > 0; left -= 1) {
    const found = reader.name();
    const kind = reader.byte();
    const index = reader.count();
    if (found === name && kind === FUNCTION) return index;
  }
  throw new Error(`the app exports no ${name}`);
}

function leb(value: number): Buffer {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) | 0x80);
  }
}

function trapping(wasm: Buffer): Buffer {
  const reader = new Reader(wasm, 8);
  let [functions, start] = [0, 0];
  while (reader.at < wasm.length) {
    const head = reader.at;
    const section = reader.byte();
    const size = reader.count();
    const end = reader.at + size;
    if (section === IMPORTS) functions = imported(reader);
    if (section === EXPORTS) start = exported(reader, START);
    if (section === CODE) {
      const body = reader.at;
      reader.count();
      for (let before = start - functions; before > 0; before -= 1) reader.skip(reader.count());
      const from = reader.at;
      reader.skip(reader.count());
      const code = Buffer.concat([wasm.subarray(body, from), TRAPS, wasm.subarray(reader.at, end)]);
      return Buffer.concat([wasm.subarray(0, head), Buffer.from([CODE]), leb(code.length), code, wasm.subarray(end)]);
    }
    reader.at = end;
  }
  throw new Error('the app has no code');
}
