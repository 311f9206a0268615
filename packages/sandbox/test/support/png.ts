import { crc32, deflateSync } from 'node:zlib';

/** The first bytes of every PNG. */
export const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A real picture of one colour, as a designer would hand it in. */
export function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits, RGB.
  header.set([8, 2], 8);
  const row = Buffer.alloc(1 + width * 3, 0x9b);
  row[0] = 0;
  const rows = Buffer.concat(Array.from({ length: height }, () => row));
  return Buffer.concat([SIGNATURE, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND')]);
}

/** The chunks of a picture by their types, each as it stands in the file. */
export function chunksOfPng(picture: Buffer): Record<string, Buffer> {
  const chunks: Record<string, Buffer> = {};
  for (let at = SIGNATURE.length; at < picture.length; ) {
    const end = at + 12 + picture.readUInt32BE(at);
    chunks[picture.toString('latin1', at + 4, at + 8)] = picture.subarray(at, end);
    at = end;
  }
  return chunks;
}

/** One chunk: length, type, data and sum. */
export function chunk(type: string, data = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
