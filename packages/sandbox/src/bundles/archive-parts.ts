import type { Entry } from 'yauzl';
import { REFUSALS, refusedArchive } from './archive-refusals.js';

/** One file in the central directory of the archive, with its decoded name. */
export interface ListedFile {
  readonly name: string;
  readonly entry: Entry;
}

const HEAD = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const LIST_END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const HEAD_BYTES = 30;
const LISTED_BYTES = 46;
/** The size of the end record of an archive, in bytes, without its comment. */
export const END_BYTES = 22;
const LOCATOR_64_BYTES = 20;

/** The flags on which list and head must agree: encrypted, sizes after the content, strongly encrypted, UTF-8, masked head. */
const FLAGS = 0x2849;
const SIZES_BEHIND = 0x0008;
/** Means that the real value is in a 64-bit field. */
const SEE_64 = 0xffffffff;

/**
 * Finds where the packed content of each file begins, in the order of the list. The archive must contain only its files, one
 * after the other, and the list. List and heads must agree, because some readers use the list and others use the heads.
 * @throws UnreadableBundleError if parts overlap, contradict the list, or belong to no file
 */
export function contentStarts(
  zip: Uint8Array,
  files: readonly ListedFile[],
  commentBytes: number,
): readonly number[] {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const list = listIn(view, zip.length - END_BYTES - commentBytes);
  const parts = files.map((file) => partOf(view, file));
  const end = parts
    .toSorted((one, other) => one.start - other.start || one.end - other.end)
    .reduce((at, { start, end, name }) => {
      if (start < at) throw refusedArchive(REFUSALS.overlapping(name));
      if (start > at) throw refusedArchive(REFUSALS.stray());
      return end;
    }, 0);
  const last = files.at(-1)?.name ?? '';
  if (end > list.start) throw refusedArchive(REFUSALS.overlapping(last));
  const listed = files.reduce((sum, { entry }) => sum + listedBytes(entry), 0);
  if (end < list.start || list.start + listed !== list.end) throw refusedArchive(REFUSALS.stray());
  return parts.map(({ content }) => content);
}

function listedBytes({ fileNameLength, extraFieldLength, fileCommentLength }: Entry): number {
  return LISTED_BYTES + fileNameLength + extraFieldLength + fileCommentLength;
}

/** Finds the start and end of the list, from the record after it. */
function listIn(view: DataView, end: number): { readonly start: number; readonly end: number } {
  const locator = end - LOCATOR_64_BYTES;
  if (locator < 0 || view.getUint32(locator, true) !== LOCATOR_64)
    return { start: view.getUint32(end + 16, true), end };
  const record = Number(view.getBigUint64(locator + 8, true));
  const goesOnTo = record + 12 + Number(view.getBigUint64(record + 4, true));
  if (view.getUint32(record, true) !== LIST_END_64 || goesOnTo !== locator)
    throw refusedArchive(REFUSALS.damaged());
  return { start: Number(view.getBigUint64(record + 48, true)), end: record };
}

interface Part {
  readonly name: string;
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

/** Finds the range of a file, from its head to the end of its content. */
function partOf(view: DataView, { name, entry }: ListedFile): Part {
  const start = entry.relativeOffsetOfLocalHeader;
  if (view.getUint32(start, true) !== HEAD) throw refusedArchive(REFUSALS.damaged());
  const flags = view.getUint16(start + 6, true);
  const nameStart = start + HEAD_BYTES;
  const nameBytes = view.getUint16(start + 26, true);
  const content = nameStart + nameBytes + view.getUint16(start + 28, true);
  const agrees =
    (flags & FLAGS) === (entry.generalPurposeBitFlag & FLAGS) &&
    view.getUint16(start + 8, true) === entry.compressionMethod &&
    entry.fileNameRaw.equals(new Uint8Array(view.buffer, view.byteOffset + nameStart, nameBytes)) &&
    headAgrees(view, start, entry, (flags & SIZES_BEHIND) !== 0);
  if (!agrees) throw refusedArchive(REFUSALS.contradictory(name));
  const packedEnd = content + entry.compressedSize;
  const behind = (flags & SIZES_BEHIND) === 0 ? 0 : descriptorBytes(view, packedEnd, entry);
  if (behind === undefined) throw refusedArchive(REFUSALS.contradictory(name));
  return { name, start, content, end: packedEnd + behind };
}

/** Compares checksum and sizes in the head with the list. If they are stored after the content, the head may have zeros. */
function headAgrees(view: DataView, start: number, entry: Entry, mayLeaveOut: boolean): boolean {
  const facts = [entry.crc32, entry.compressedSize, entry.uncompressedSize];
  return facts.every((wanted, index) => {
    const said = view.getUint32(start + 14 + 4 * index, true);
    return said === wanted || (mayLeaveOut && said === 0) || (index > 0 && said === SEE_64);
  });
}

/** The length of the record after a content, which has four forms. `undefined` if none of them agrees with the list. */
function descriptorBytes(view: DataView, start: number, entry: Entry): number | undefined {
  const { crc32, compressedSize, uncompressedSize } = entry;
  const sizes = (at: number, bytes: 4 | 8) =>
    [compressedSize, uncompressedSize].every((size, index) => {
      const from = at + index * bytes;
      return size === (bytes === 4 ? view.getUint32(from, true) : Number(view.getBigUint64(from, true)));
    });
  for (const mark of [4, 0]) {
    if (mark === 4 && view.getUint32(start, true) !== DESCRIPTOR) continue;
    if (view.getUint32(start + mark, true) !== crc32) continue;
    for (const bytes of [4, 8] as const) if (sizes(start + mark + 4, bytes)) return mark + 4 + 2 * bytes;
  }
  return undefined;
}
