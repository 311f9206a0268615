import { createHash } from 'node:crypto';
import {
  AITReader,
  AITVersionError,
  BundleFormat,
  MAGIC_STRING,
  PlatformType,
} from '@apps-in-toss/ait-format';
import type { Bundle, Permission } from './bundle.js';
import { BundleError } from './bundle-error.js';
import { unpack } from './unpack.js';

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

/**
 * Reads a bundle (`.ait`, or the older ZIP form) with the official reader, and unpacks it in memory.
 * What the reader says in the words of a library is said here in words that name the remedy.
 * @throws {BundleError} if the file is no bundle, was cut short, or is of a format newer than this version knows
 */
export async function readBundle(content: Uint8Array): Promise<Bundle> {
  if (BundleFormat.isZIP(content)) return readOldForm(content);
  if (BundleFormat.isAIT(content)) return readAit(content);
  throw new BundleError('NOT_A_BUNDLE', {
    en: `Failed to read the bundle: the file begins neither with ${MAGIC_STRING} nor as a ZIP. Pass the .ait file that "ait build" wrote.`,
    ko: `번들을 읽지 못했어요. 파일이 ${MAGIC_STRING}로도 ZIP으로도 시작하지 않아요. "ait build"가 만든 .ait 파일을 넘겨 주세요.`,
  });
}

async function readAit(content: Uint8Array): Promise<Bundle> {
  const reader = openReader(content);
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
    files: await unpack(reader.readZipBlob()),
    sha256: sha256(content),
  };
}

/** The magic word and the version of the format, in bytes. */
const BEFORE_LENGTHS = 12;

/** The header and the archive stand one behind the other, each behind its length in eight bytes. */
function isCutShort(content: Uint8Array): boolean {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  let end = BEFORE_LENGTHS;
  for (let part = 0; part < 2; part += 1) {
    if (content.length < end + 8) return true;
    end += 8 + Number(view.getBigUint64(end));
  }
  return content.length < end;
}

function openReader(content: Uint8Array): AITReader {
  if (isCutShort(content)) throw cutShort();
  try {
    return AITReader.fromBuffer(content);
  } catch (error) {
    if (error instanceof AITVersionError)
      throw new BundleError(
        'FORMAT_TOO_NEW',
        {
          en: `Failed to read the bundle: ${error.message}. Update @ait-iap/release.`,
          ko: '번들을 읽지 못했어요. 이 버전이 모르는 새 형식이에요. @ait-iap/release를 업데이트해 주세요.',
        },
        { cause: error },
      );
    throw new BundleError(
      'HEADER_UNREADABLE',
      {
        en: 'Failed to read the bundle: its header is damaged. Build it again, and copy it as a binary file.',
        ko: '번들을 읽지 못했어요. 머리 부분이 손상됐어요. 다시 빌드하고 바이너리로 복사해 주세요.',
      },
      { cause: error },
    );
  }
}

const cutShort = () =>
  new BundleError('CUT_SHORT', {
    en: 'Failed to read the bundle: the file ends before its content does. It was cut short on its way; copy or build it again.',
    ko: '번들을 읽지 못했어요. 내용보다 파일이 먼저 끝나요. 옮기다 잘린 파일이니 다시 복사하거나 빌드해 주세요.',
  });

/** The older form: a plain ZIP with an `app.json`. */
async function readOldForm(content: Uint8Array): Promise<Bundle> {
  const files = await unpack(content);
  const app = appJsonOf(files.get('app.json'));
  return {
    form: 'zip',
    platform: [...files.keys()].some((path) => path.startsWith('web/')) ? 'web' : 'react-native',
    appName: textOf(app.appName) ?? '',
    deploymentId: textOf(metadataOf(app).deploymentId) ?? '',
    sdkVersion: textOf(metadataOf(app).sdkVersion),
    permissions: permissionsOf(app.permissions),
    index: [],
    files,
    sha256: sha256(content),
  };
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const metadataOf = (app: Fields): Fields => (isFields(app._metadata) ? app._metadata : {});

function appJsonOf(file: Uint8Array | undefined): Fields {
  if (file === undefined)
    throw new BundleError('NOT_A_BUNDLE', {
      en: 'Failed to read the bundle: this ZIP has no app.json. Pass the .ait file that "ait build" wrote, not a ZIP of your sources.',
      ko: '번들을 읽지 못했어요. ZIP 안에 app.json이 없어요. 소스를 압축한 ZIP이 아니라 "ait build"가 만든 .ait 파일을 넘겨 주세요.',
    });
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(file));
    return isFields(parsed) ? parsed : {};
  } catch (error) {
    throw new BundleError(
      'HEADER_UNREADABLE',
      {
        en: 'Failed to read the bundle: its app.json is not JSON. Build it again.',
        ko: '번들을 읽지 못했어요. app.json이 JSON이 아니에요. 다시 빌드해 주세요.',
      },
      { cause: error },
    );
  }
}

function permissionsOf(value: unknown): readonly Permission[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isFields)
    .map(({ name, access }) => ({ name: textOf(name) ?? '', access: textOf(access) ?? '' }));
}
