import type { BundleHead, Permission } from './bundle.js';
import { UnreadableBundleError } from './unreadable-bundle-error.js';

type Fields = Readonly<Record<string, unknown>>;

/** Reads the header of the older format: a plain ZIP with an `app.json`. */
export function headOfOldForm(files: ReadonlyMap<string, Uint8Array>): BundleHead {
  const app = appJsonOf(files.get('app.json'));
  const appName = textOf(app.appName);
  const deploymentId = textOf(metadataOf(app).deploymentId);
  if (appName === undefined || deploymentId === undefined) throw nameless();
  return {
    form: 'zip',
    platform: [...files.keys()].some((path) => path.startsWith('web/')) ? 'web' : 'react-native',
    appName,
    deploymentId,
    sdkVersion: textOf(metadataOf(app).sdkVersion),
    permissions: permissionsOf(app.permissions),
    index: [],
  };
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const textOf = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
const metadataOf = (app: Fields): Fields => (isFields(app._metadata) ? app._metadata : {});

function appJsonOf(file: Uint8Array | undefined): Fields {
  if (file === undefined)
    throw new UnreadableBundleError('NOT_A_BUNDLE', {
      en: 'Failed to read the bundle: this ZIP has no app.json. Pass the .ait file that "ait build" wrote, not a ZIP of your sources.',
      ko: '번들을 읽지 못했어요. ZIP 안에 app.json이 없어요. 소스를 압축한 ZIP이 아니라 "ait build"가 만든 .ait 파일을 넘겨 주세요.',
    });
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(file));
    return isFields(parsed) ? parsed : {};
  } catch (cause) {
    throw new UnreadableBundleError(
      'HEADER_UNREADABLE',
      {
        en: 'Failed to read the bundle: its app.json is not JSON. Build it again.',
        ko: '번들을 읽지 못했어요. app.json이 JSON이 아니에요. 다시 빌드해 주세요.',
      },
      { cause },
    );
  }
}

const nameless = () =>
  new UnreadableBundleError('HEADER_UNREADABLE', {
    en: 'Failed to read the bundle: its app.json names no mini-app or no deployment. Set appName in granite.config.ts, and build it again.',
    ko: '번들을 읽지 못했어요. app.json에 미니앱 이름이나 deploymentId가 없어요. granite.config.ts에 appName을 적고 다시 빌드해 주세요.',
  });

function permissionsOf(value: unknown): readonly Permission[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter(isFields)
    .map(({ name, access }) => ({ name: textOf(name) ?? '', access: textOf(access) ?? '' }));
}
