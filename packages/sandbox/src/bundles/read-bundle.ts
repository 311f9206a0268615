import { createHash } from 'node:crypto';
import type { AITReader } from '@apps-in-toss/ait-format';
import { REFUSALS, refusedArchive } from './archive-refusals.js';
import type { Bundle, BundleHead } from './bundle.js';
import { type OfficialReader, officialReader } from './official-reader.js';
import { headOfOldForm } from './old-form.js';
import { unpackArchive } from './unpack-archive.js';
import { UnreadableBundleError } from './unreadable-bundle-error.js';

/**
 * Reads a bundle (`.ait`, or the older ZIP format) with the official reader and unpacks it in memory. Errors of the
 * reader are replaced by messages that say what to do.
 * @throws UnreadableBundleError if the file is not a bundle, is cut short or changed, or has a format that the reader
 * does not know yet
 * @throws SandboxError `READER_MISSING`
 */
export async function readBundle(content: Uint8Array): Promise<Bundle> {
  const official = await officialReader();
  const { BundleFormat, MAGIC_STRING } = official;
  const sha256 = createHash('sha256').update(content).digest('hex');
  if (BundleFormat.isZIP(content)) {
    const files = await unpackArchive(content);
    return { ...headOfOldForm(files), files, sha256 };
  }
  if (BundleFormat.isAIT(content)) {
    const reader = openReader(official, content);
    return { ...headOf(official, reader), files: await unpackArchive(reader.readZipBlob()), sha256 };
  }
  throw new UnreadableBundleError('NOT_A_BUNDLE', {
    en: `Failed to read the bundle: the file begins neither with ${MAGIC_STRING} nor as a ZIP. Pass the .ait file that "ait build" wrote.`,
    ko: `번들을 읽지 못했어요. 파일이 ${MAGIC_STRING}로도 ZIP으로도 시작하지 않아요. "ait build"가 만든 .ait 파일을 넘겨 주세요.`,
  });
}

function headOf({ PlatformType }: OfficialReader, reader: AITReader): BundleHead {
  return {
    form: 'ait',
    platform: reader.metadata?.platform === PlatformType.REACT_NATIVE ? 'react-native' : 'web',
    appName: reader.appName,
    deploymentId: reader.deploymentId,
    sdkVersion: reader.metadata?.sdkVersion || undefined,
    permissions: reader.permissions.map(({ name, access }) => ({ name, access })),
    index: reader.bundle.index.map(({ name, uncompressedSize, sha256Hex }) => ({
      name,
      size: Number(uncompressedSize),
      sha256: sha256Hex,
    })),
  };
}

/** The length of the magic word and the format version, in bytes. */
const BEFORE_LENGTHS = 12;

/** More than any signature has. A larger value is not a length but other data that was appended to the file. */
const MOST_SIGNATURE_BYTES = 65_536;

/**
 * Checks that the file consists of header, archive and signature, each after its length in eight bytes. The signature
 * may be missing. Nothing may follow it.
 */
function assertWhole(content: Uint8Array): void {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  let end = BEFORE_LENGTHS;
  for (const part of ['header', 'archive', 'signature'] as const) {
    if (part === 'signature' && end === content.length) return;
    if (content.length < end + 8) throw cutShort();
    const length = Number(view.getBigUint64(end));
    if (part === 'signature' && length > MOST_SIGNATURE_BYTES) throw refusedArchive(REFUSALS.trailing());
    end += 8 + length;
    if (content.length < end) throw cutShort();
  }
  if (end < content.length) throw refusedArchive(REFUSALS.trailing());
}

function openReader({ AITReader, AITVersionError }: OfficialReader, content: Uint8Array): AITReader {
  assertWhole(content);
  try {
    return AITReader.fromBuffer(content);
  } catch (cause) {
    if (cause instanceof AITVersionError)
      throw new UnreadableBundleError(
        'FORMAT_TOO_NEW',
        {
          en: `Failed to read the bundle: ${cause.message}. Update @apps-in-toss/ait-format.`,
          ko: '번들을 읽지 못했어요. 이 버전이 모르는 새 형식이에요. @apps-in-toss/ait-format을 업데이트해 주세요.',
        },
        { cause },
      );
    throw new UnreadableBundleError(
      'HEADER_UNREADABLE',
      {
        en: 'Failed to read the bundle: its header is damaged. Build it again, and copy it as a binary file.',
        ko: '번들을 읽지 못했어요. 머리 부분이 손상됐어요. 다시 빌드하고 바이너리로 복사해 주세요.',
      },
      { cause },
    );
  }
}

const cutShort = () =>
  new UnreadableBundleError('CUT_SHORT', {
    en: 'Failed to read the bundle: the file ends before its content does. It was cut short on its way; copy or build it again.',
    ko: '번들을 읽지 못했어요. 내용보다 파일이 먼저 끝나요. 옮기다 잘린 파일이니 다시 복사하거나 빌드해 주세요.',
  });
