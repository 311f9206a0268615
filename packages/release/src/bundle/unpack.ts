import { finished } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import type { Both } from '../text/both.js';
import { BundleError } from './bundle-error.js';

/** More than any bundle may have, and little enough for a machine, in bytes: what unpacks to more is not unpacked further. */
const LARGEST = 400_000_000;

/** More files than any build makes. */
const MOST_FILES = 20_000;

/**
 * Every file of a ZIP by its path, each as long as the ZIP says and with the sum (CRC-32) that it says.
 * @throws {BundleError} if the ZIP is damaged or encrypted, leads out of its folder, holds two files of one name, or unpacks to more
 * than 400 MB or 20,000 files
 */
export async function unpack(zip: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  let left = LARGEST;
  try {
    const archive = await opened(zip);
    if (archive.entryCount > MOST_FILES) throw unreadable(TOO_LARGE);
    for await (const entry of archive.eachEntry()) {
      const { fileName, uncompressedSize } = entry;
      if (fileName.endsWith('/')) continue;
      left -= uncompressedSize;
      if (left < 0) throw unreadable(TOO_LARGE);
      if (files.has(fileName)) throw unreadable(twice(fileName));
      files.set(fileName, await contentOf(archive, entry));
    }
    return files;
  } catch (error) {
    if (error instanceof BundleError) throw error;
    throw unreadable(DAMAGED, error);
  }
}

function opened({ buffer: memory, byteOffset, byteLength }: Uint8Array): Promise<ZipFile> {
  return fromBufferPromise(Buffer.from(memory, byteOffset, byteLength), { lazyEntries: true });
}

/** The stream fails as soon as it holds more than its entry says, so a bomb costs no more than it admits to. */
async function contentOf(archive: ZipFile, entry: Entry): Promise<Uint8Array> {
  if (entry.isEncrypted()) throw unreadable(encrypted(entry.fileName));
  const chunks: Buffer[] = [];
  const stream = await archive.openReadStreamPromise(entry);
  await finished(stream.on('data', (chunk: Buffer) => chunks.push(chunk)));
  const content = Buffer.concat(chunks);
  if (crc32(content) !== entry.crc32) throw unreadable(DAMAGED);
  return content;
}

const unreadable = ({ en, ko }: Both, cause?: unknown) =>
  new BundleError(
    'ARCHIVE_UNREADABLE',
    { en: `Failed to read the archive: ${en}`, ko: `압축 파일을 읽지 못했어요. ${ko}` },
    cause === undefined ? {} : { cause },
  );

const DAMAGED: Both = {
  en: 'it is damaged or cut short. Copy or build it again.',
  ko: '손상됐거나 잘렸어요. 다시 복사하거나 빌드해 주세요.',
};
const TOO_LARGE: Both = {
  en: 'it unpacks to more than 400 MB or 20,000 files. Keep images, sound and video out of it.',
  ko: '풀면 400 MB나 파일 20,000개가 넘어요. 이미지와 소리와 영상은 밖에 두세요.',
};
const twice = (name: string): Both => ({
  en: `it holds two files called ${name}, and nobody knows which one counts. Build it again.`,
  ko: `${name} 파일이 두 개라 어느 것이 맞는지 알 수 없어요. 다시 빌드해 주세요.`,
});
const encrypted = (name: string): Both => ({
  en: `${name} in it is encrypted. Build it without a password.`,
  ko: `${name} 파일이 암호화돼 있어요. 암호 없이 만들어 주세요.`,
});
