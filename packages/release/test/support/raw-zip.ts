import { crc32, deflateRawSync } from 'node:zlib';

/** One file of a ZIP that is written by hand, so that it can say what is not true. */
export interface RawEntry {
  readonly name: string;
  readonly content: Uint8Array;
  /** The compressed bytes, in place of those of the content. */
  readonly packed?: Uint8Array;
  /** What it says to have unpacked, in bytes, in place of the truth. */
  readonly claims?: number;
  /** Without compression. */
  readonly stored?: boolean;
  readonly encrypted?: boolean;
}

/** Writes a ZIP: a head and the bytes of each file, then the list of them all. */
export function rawZip(entries: readonly RawEntry[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const list: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = new TextEncoder().encode(entry.name);
    const packed = entry.packed ?? (entry.stored ? entry.content : deflateRawSync(entry.content));
    const fields = fieldsOf(entry, packed.length, name.length);
    const head = Buffer.concat([words(0x04034b50), Buffer.from([20, 0]), fields]);
    list.push(
      Buffer.concat([
        words(0x02014b50),
        Buffer.from([20, 0, 20, 0]),
        fields,
        Buffer.alloc(10),
        words(offset),
        name,
      ]),
    );
    parts.push(head, name, packed);
    offset += head.length + name.length + packed.length;
  }
  const directory = Buffer.concat(list);
  const count = halves(entries.length, entries.length);
  const end = Buffer.concat([words(0x06054b50, 0), count, words(directory.length, offset), halves(0)]);
  return new Uint8Array(Buffer.concat([...parts, directory, end]));
}

/** Flags (UTF-8), method, time, sum, sizes and the length of the name, as head and list both have them. */
function fieldsOf({ content, claims, stored, encrypted }: RawEntry, packed: number, name: number): Buffer {
  return Buffer.concat([
    halves(0x0800 | (encrypted ? 1 : 0), stored ? 0 : 8, 0, 0x21),
    words(crc32(content), packed, claims ?? content.length),
    halves(name, 0),
  ]);
}

const words = (...values: readonly number[]) => Buffer.from(Uint32Array.from(values).buffer);
const halves = (...values: readonly number[]) => Buffer.from(Uint16Array.from(values).buffer);
