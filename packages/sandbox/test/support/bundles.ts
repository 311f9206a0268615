import { createHash } from 'node:crypto';
import { AITWriter, PlatformType } from '@apps-in-toss/ait-format';
import type { BundleFacts } from '../../src/world/mini-app-version.js';

let count = 0;

/** A bundle as its file would say it is, each with an id of its own unless it is given one. */
export function bundleFacts(more: Partial<BundleFacts> = {}): BundleFacts {
  const { deploymentId = `019bfa90-ad4c-799f-b227-${String(++count).padStart(12, '0')}` } = more;
  return {
    sha256: createHash('sha256').update(deploymentId).digest('hex'),
    appName: 'sandbox-mini-app',
    deploymentId,
    form: 'ait',
    platform: 'web',
    packedBytes: 6_000_000,
    unpackedBytes: 21_900_000,
    ownBytes: 18_000,
    files: 20,
    sdkVersion: '2.10.8',
    ...more,
  };
}

const PAGE =
  '<!doctype html><html lang="ko"><head><title>Gem shop</title></head><body><script src="/app.js"></script></body></html>';

/** What to put into a bundle. */
export interface Planted {
  readonly appName?: string;
  readonly deploymentId?: string;
  readonly sdkVersion?: string;
  readonly platform?: 'web' | 'react-native';
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
}

/** Writes a bundle with the official package, as the official build lays it out: pages under `web/`, a shell around them. */
export async function bundleWith(planted: Planted = {}): Promise<Uint8Array> {
  const { appName = 'sandbox-mini-app', deploymentId, platform = 'web', sdkVersion = '2.10.8' } = planted;
  const writer = new AITWriter({ appName, createdBy: 'test/1.0.0', ...(deploymentId && { deploymentId }) });
  writer.setMetadata({
    platform: platform === 'web' ? PlatformType.WEB : PlatformType.REACT_NATIVE,
    runtimeVersion: '0.84.0',
    bundleFiles: ['bundle.ios.0_84_0.js'],
    sdkVersion,
  });
  const files = {
    ...(platform === 'web' && { 'web/index.html': PAGE, 'web/app.js': 'globalThis.app = 1' }),
    'bundle.ios.0_84_0.js': 'shell()',
    ...planted.files,
  };
  const encoder = new TextEncoder();
  for (const [name, content] of Object.entries(files))
    writer.addFile(name, typeof content === 'string' ? encoder.encode(content) : content);
  return writer.toBuffer();
}

/** The header of one bundle with the archive of another: what is left when somebody changes a bundle after its build. */
export function headerAndArchive(header: Uint8Array, archive: Uint8Array): Uint8Array {
  const start = (file: Uint8Array) =>
    20 + Number(new DataView(file.buffer, file.byteOffset).getBigUint64(12));
  return new Uint8Array(Buffer.concat([header.subarray(0, start(header)), archive.subarray(start(archive))]));
}
