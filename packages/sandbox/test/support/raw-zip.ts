import { crc32, deflateRawSync } from 'node:zlib';

/** One file of a ZIP that is written by hand, so that it can say what is not true. */
export interface RawEntry {
  readonly name: string;
  readonly content: Uint8Array;
  /** The compressed bytes, in place of those of the content. */
  readonly packed?: Uint8Array;
  /** What it says to have unpacked, in bytes, in place of the truth. */
  readonly claims?: number;
  /** How many bytes it says to be packed in. */
  readonly packs?: number;
  /** The sum (CRC-32) that it says to have. */
  readonly sum?: number;
  /** Without compression. */
  readonly stored?: boolean;
  /** Its method of compression, whatever the bytes are. */
  readonly method?: number;
  readonly encrypted?: boolean;
  /** What the head in front of the content says otherwise than the list. */
  readonly head?: Partial<Pick<RawEntry, 'name' | 'claims' | 'sum' | 'method' | 'encrypted'>>;
  /** Sum and sizes stand behind the content, and not in the head; with another sum than the list has, if one is given. */
  readonly descriptor?: { readonly sum?: number; readonly isMarked?: boolean };
  /** Bytes in front of it that belong to nobody. */
  readonly gap?: Uint8Array;
  /** Where the list says that it begins. */
  readonly at?: number;
}

/** What an archive has besides its files. */
export interface RawAround {
  /** Behind its end. */
  readonly behind?: Uint8Array;
  /** Between its files and their list. */
  readonly beforeList?: Uint8Array;
  /** How many files it says to have. */
  readonly count?: number;
}

const NOTHING = new Uint8Array();

/** Writes a ZIP: a head and the bytes of each file, then the list of them all. */
export function rawZip(
  entries: readonly RawEntry[],
  { behind = NOTHING, beforeList = NOTHING, count = entries.length }: RawAround = {},
): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const list: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const packed = entry.packed ?? (entry.stored ? entry.content : deflateRawSync(entry.content));
    const headName = nameOf({ ...entry, ...entry.head });
    const head = Buffer.concat([
      words(0x04034b50),
      Buffer.from([20, 0]),
      fieldsOf({ ...entry, ...entry.head }, packed.length, true),
    ]);
    const written = [entry.gap ?? NOTHING, head, headName, packed, descriptorOf(entry, packed.length)];
    const start = offset + (entry.gap?.length ?? 0);
    list.push(
      Buffer.concat([
        words(0x02014b50),
        Buffer.from([20, 0, 20, 0]),
        fieldsOf(entry, packed.length, false),
        Buffer.alloc(10),
        words(entry.at ?? start),
        nameOf(entry),
      ]),
    );
    parts.push(...written);
    offset += written.reduce((sum, { length }) => sum + length, 0);
  }
  const directory = Buffer.concat(list);
  const listStart = offset + beforeList.length;
  const end = [words(0x06054b50, 0), halves(count, count), words(directory.length, listStart), halves(0)];
  return new Uint8Array(Buffer.concat([...parts, beforeList, directory, ...end, behind]));
}

const nameOf = ({ name }: RawEntry) => new TextEncoder().encode(name);
const sumOf = ({ sum, content }: RawEntry) => sum ?? crc32(content);
const claimsOf = ({ claims, content }: RawEntry) => claims ?? content.length;

/** Flags (UTF-8), method, time, sum, sizes and the length of the name, as head and list both have them. */
function fieldsOf(entry: RawEntry, length: number, isHead: boolean): Buffer {
  const { method = entry.stored ? 0 : 8, descriptor, encrypted, packs: packed = length } = entry;
  const flags = 0x0800 | (encrypted ? 1 : 0) | (descriptor ? 8 : 0);
  const facts = descriptor && isHead ? [0, 0, 0] : [sumOf(entry), packed, claimsOf(entry)];
  return Buffer.concat([halves(flags, method, 0, 0x21), words(...facts), halves(nameOf(entry).length, 0)]);
}

function descriptorOf(entry: RawEntry, packed: number): Uint8Array {
  const { descriptor } = entry;
  if (descriptor === undefined) return NOTHING;
  const facts = words(descriptor.sum ?? sumOf(entry), packed, claimsOf(entry));
  return Buffer.concat([descriptor.isMarked === false ? Buffer.alloc(0) : words(0x08074b50), facts]);
}

const words = (...values: readonly number[]) => Buffer.from(Uint32Array.from(values).buffer);
const halves = (...values: readonly number[]) => Buffer.from(Uint16Array.from(values).buffer);
