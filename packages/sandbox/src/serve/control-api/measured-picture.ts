import { crc32 } from 'node:zlib';

/** The measured properties of a picture file. */
export interface MeasuredPicture {
  /** `image/png`, or `application/octet-stream` if the file is not a complete PNG. */
  readonly mimeType: string;
  readonly width: number;
  readonly height: number;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Length, type, checksum. */
const CHUNK_FRAME_BYTES = 12;

const NO_PICTURE: MeasuredPicture = { mimeType: 'application/octet-stream', width: 0, height: 0 };

/** Measures a PNG from its chunks and their checksums. Its name and the values that a page states do not matter. */
export function measuredPicture(file: Buffer): MeasuredPicture {
  if (!file.subarray(0, SIGNATURE.length).equals(SIGNATURE)) return NO_PICTURE;
  const chunks = [...chunksOf(file)];
  const [header] = chunks;
  const isWhole = chunks.some(({ type }) => type === 'IDAT') && chunks.at(-1)?.type === 'IEND';
  if (header?.type !== 'IHDR' || header.data.length !== 13 || !isWhole) return NO_PICTURE;
  return { mimeType: 'image/png', width: header.data.readUInt32BE(0), height: header.data.readUInt32BE(4) };
}

/** The chunks up to the end of the picture, or to the first that is broken. */
function* chunksOf(file: Buffer): Generator<{ readonly type: string; readonly data: Buffer }> {
  for (let at = SIGNATURE.length; at + CHUNK_FRAME_BYTES <= file.length; ) {
    const length = file.readUInt32BE(at);
    const end = at + CHUNK_FRAME_BYTES + length;
    if (end > file.length || crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) return;
    const type = file.toString('latin1', at + 4, at + 8);
    yield { type, data: file.subarray(at + 8, end - 4) };
    if (type === 'IEND') return;
    at = end;
  }
}
