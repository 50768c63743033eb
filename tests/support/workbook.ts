// The texts of a workbook: an .xlsx is a zip of XML files. Only what the tests ask is read.
import { inflateRawSync } from 'node:zlib';

const CENTRAL = 0x02014b50;

export function textsOf(workbook: Buffer): string {
  const texts: string[] = [];
  for (let at = workbook.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0 && workbook.readUInt32LE(at) === CENTRAL;) {
    const [method, packed] = [workbook.readUInt16LE(at + 10), workbook.readUInt32LE(at + 20)];
    const [name, extra, remark] = [28, 30, 32].map((field) => workbook.readUInt16LE(at + field)) as [number, number, number];
    const local = workbook.readUInt32LE(at + 42);
    const start = local + 30 + workbook.readUInt16LE(local + 26) + workbook.readUInt16LE(local + 28);
    const bytes = workbook.subarray(start, start + packed);
    const file = workbook.subarray(at + 46, at + 46 + name).toString();
    if (file.endsWith('.xml')) texts.push((method === 8 ? inflateRawSync(bytes) : bytes).toString('utf8'));
    at += 46 + name + extra + remark;
  }
  return texts.join('\n');
}
