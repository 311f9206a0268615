import { crc32, inflateRaw, type ZlibOptions } from 'node:zlib';
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { contentStarts, END_BYTES, type ListedFile } from './archive-parts.js';
import { REFUSALS, refusedArchive } from './archive-refusals.js';
import { UnreadableBundleError } from './unreadable-bundle-error.js';

/** More than any bundle may have, and little enough for this machine, in bytes. A larger archive is not unpacked. */
const LARGEST = 400_000_000;

/** More files than any build creates. */
const MOST_FILES = 20_000;

const STORED = 0;
const DEFLATED = 8;

/**
 * Unpacks a ZIP and returns all files by path. The platform unpacks the same archive later, so an archive that two readers
 * could read differently is refused.
 * @throws UnreadableBundleError if the ZIP is damaged, encrypted or contradicts itself, has a name that leads out of its
 * folder, has two files with one name, or unpacks to more than 400 MB or 20,000 files
 */
export async function unpackArchive(zip: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  try {
    if (goesOnBehindItsEnd(zip)) throw refusedArchive(REFUSALS.trailing());
    const archive = await opened(zip);
    const listed = await listedFiles(archive);
    const starts = contentStarts(zip, listed, archive.comment.length);
    const files = new Map<string, Uint8Array>();
    for (const [index, file] of listed.entries()) {
      const start = starts[index] ?? 0;
      const content = await contentOf(file, zip.subarray(start, start + file.entry.compressedSize));
      if (!isFolder(file.name)) files.set(file.name, content);
      else if (content.length > 0) throw refusedArchive(REFUSALS.oddName(file.name));
    }
    return files;
  } catch (error) {
    if (error instanceof UnreadableBundleError) throw error;
    throw refusedArchive(isAboutEncryption(error) ? REFUSALS.encrypted() : REFUSALS.damaged(), error);
  }
}

/** yauzl itself refuses the newer forms of encryption. */
function isAboutEncryption(error: unknown): boolean {
  return error instanceof Error && error.message === 'strong encryption is not supported';
}

/** Names are not decoded or checked by yauzl, so that the error can name the file. */
function opened({ buffer, byteOffset, byteLength }: Uint8Array): Promise<ZipFile> {
  const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: false };
  return fromBufferPromise(Buffer.from(buffer, byteOffset, byteLength), options);
}

async function listedFiles(archive: ZipFile): Promise<readonly ListedFile[]> {
  if (archive.entryCount > MOST_FILES) throw refusedArchive(REFUSALS.tooLarge());
  const files = new Map<string, ListedFile>();
  let left = LARGEST;
  for await (const entry of archive.eachEntry()) {
    const name = nameOf(entry);
    if (hasControls(entry) || isOdd(name)) throw refusedArchive(REFUSALS.oddName(name));
    if (files.has(name)) throw refusedArchive(REFUSALS.twice(name));
    if (entry.isEncrypted()) throw refusedArchive(REFUSALS.encrypted());
    left -= entry.uncompressedSize;
    if (left < 0) throw refusedArchive(REFUSALS.tooLarge());
    files.set(name, { name, entry });
  }
  return [...files.values()];
}

/** Decodes a name. Backslashes from Windows become slashes. */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  return getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

const isFolder = (name: string) => name.endsWith('/');

/** Checks the bytes, because the older encoding of names (CP437) shows control characters as symbols. */
function hasControls({ fileNameRaw }: Entry): boolean {
  return fileNameRaw.some((byte) => byte < 0x20 || byte === 0x7f);
}

/** Whether a name leads out of the bundle, or means a different file on another operating system. */
function isOdd(name: string): boolean {
  if (/\p{Cc}|^\/|^[a-z]:/iu.test(name)) return true;
  const parts = name.replace(/\/$/, '').split('/');
  return parts.some((part) => part === '..' || part === '.' || part === '');
}

/** What Node returns with `info`, which its types do not have. `bytesWritten` is how much of the input was used. */
interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}

function inflate(packed: Uint8Array, options: ZlibOptions): Promise<Inflated> {
  return new Promise((resolve, reject) => {
    inflateRaw(packed, { ...options, info: true }, (error, result) => {
      if (error) reject(error);
      else resolve(result as unknown as Inflated);
    });
  });
}

/** Stops when the content is larger than the list says, so a ZIP bomb costs no more than its declared size. */
async function contentOf({ name, entry }: ListedFile, packed: Uint8Array): Promise<Uint8Array> {
  const { compressionMethod, uncompressedSize } = entry;
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED)
    throw refusedArchive(REFUSALS.otherMethod(name));
  const content = compressionMethod === STORED ? packed : await inflated(name, packed, uncompressedSize);
  if (content.length !== uncompressedSize) throw refusedArchive(REFUSALS.otherSize(name));
  if (crc32(content) !== entry.crc32) throw refusedArchive(REFUSALS.otherSum(name));
  return content;
}

async function inflated(name: string, packed: Uint8Array, size: number): Promise<Uint8Array> {
  try {
    const { buffer, engine } = await inflate(packed, { maxOutputLength: Math.max(1, size) });
    if (engine.bytesWritten !== packed.length) throw refusedArchive(REFUSALS.stray());
    return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw error;
    throw refusedArchive(REFUSALS.otherSize(name), error);
  }
}

/** Whether other data follows a complete end record that has its list before it. */
function goesOnBehindItsEnd(zip: Uint8Array): boolean {
  const bytes = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1');
  if (end < 0 || end + END_BYTES > bytes.length) return false;
  const listIsInFront = bytes.readUInt32LE(end + 12) + bytes.readUInt32LE(end + 16) === end;
  return listIsInFront && end + END_BYTES + bytes.readUInt16LE(end + 20) < bytes.length;
}
