import { createHash } from 'node:crypto';
import type { LocalizedText } from '@ait-iap/protocol';
import { unzipSync } from 'fflate';
import { SandboxError } from '../errors/sandbox-error.js';
import type { BundleFacts } from '../world/mini-app-version.js';
import { damageOf, type IndexEntry } from './damage-of.js';
import { officialReader } from './official-reader.js';

/** More than the platform accepts, and little enough for this machine, in bytes. A larger bundle is not unpacked. */
const MOST_UNPACKED_BYTES = 400_000_000;

/** A bundle that could be read, damaged or not. */
export interface ReadBundle {
  readonly facts: BundleFacts;
  /** Files that were changed after the build or were never valid. */
  readonly damage: readonly LocalizedText[];
  /** All files by path. Empty if the bundle is too large to unpack. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** The facts that both formats contain. */
interface Header {
  readonly form: BundleFacts['form'];
  readonly appName: string;
  readonly deploymentId: string;
  readonly isReactNative: boolean | undefined;
  readonly sdkVersion: string | undefined;
  readonly index: readonly IndexEntry[] | undefined;
  readonly archive: Uint8Array;
}

/**
 * Reads a bundle (`.ait`, or the older ZIP form) and unpacks it in memory.
 * @throws SandboxError `READER_MISSING`, or `BUNDLE_UNREADABLE` if it is not a bundle, cut short, or in an unknown
 * format
 */
export async function readBundle(content: Uint8Array): Promise<ReadBundle> {
  const { AITReader, BundleFormat, PlatformType } = await officialReader();
  try {
    if (BundleFormat.isZIP(content)) return toBundle(content, headerOfZip(content));
    const reader = AITReader.fromBuffer(content);
    const { metadata, appName, deploymentId, bundle } = reader;
    return toBundle(content, {
      ...{ form: 'ait', appName, deploymentId, archive: reader.readZipBlob() },
      isReactNative: metadata?.platform === PlatformType.REACT_NATIVE,
      sdkVersion: metadata?.sdkVersion || undefined,
      index: bundle.index.map(({ name, uncompressedSize, sha256Hex }) => ({
        ...{ name, size: Number(uncompressedSize), sha256: sha256Hex },
      })),
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'unknown reason';
    const message = `Failed to read the bundle: ${why}. Build it again, and copy it as a binary file.`;
    throw new SandboxError('BUNDLE_UNREADABLE', message, { cause });
  }
}

function toBundle(content: Uint8Array, header: Header): ReadBundle {
  const { form, appName, deploymentId, sdkVersion, index } = header;
  const { names, files, unpackedBytes } = unpack(header.archive);
  const isReactNative = header.isReactNative ?? !names.some((name) => name.startsWith('web/'));
  const ownBytes = [...files].reduce(
    (sum, [name, { length }]) => sum + (!isReactNative && isShell(name) ? 0 : length),
    0,
  );
  return {
    facts: {
      ...{ sha256: sha256Of(content), appName, deploymentId, form },
      platform: isReactNative ? 'react-native' : 'web',
      packedBytes: content.length,
      ...{ unpackedBytes, ownBytes, files: names.length },
      ...(sdkVersion !== undefined && { sdkVersion }),
    },
    damage: damageOf({ names, files, index }),
    files,
  };
}

/** The React Native shell that the official build puts around pages, and its source maps. */
function isShell(name: string): boolean {
  return /(^|\/)bundle\.(android|ios)[^/]*\.(js|hbc)(\.map)?$/.test(name);
}

interface Unpacked {
  /** As they appear in the archive, including duplicates. */
  readonly names: readonly string[];
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly unpackedBytes: number;
}

function unpack(archive: Uint8Array): Unpacked {
  const names: string[] = [];
  let announced = 0;
  const count = ({ name, originalSize }: { name: string; originalSize: number }) => {
    if (name.endsWith('/')) return false;
    names.push(name);
    announced += originalSize;
    return false;
  };
  unzipSync(archive, { filter: count });
  if (announced > MOST_UNPACKED_BYTES) return { names, files: new Map(), unpackedBytes: announced };
  const files = new Map(Object.entries(unzipSync(archive, { filter: ({ name }) => !name.endsWith('/') })));
  const unpackedBytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  return { names, files, unpackedBytes };
}

/** The older form: a plain ZIP with an `app.json`. */
function headerOfZip(content: Uint8Array): Header {
  const manifest = unzipSync(content, { filter: ({ name }) => name === 'app.json' })['app.json'];
  if (manifest === undefined) throw new Error('the ZIP has no app.json');
  const { appName, _metadata = {} } = JSON.parse(new TextDecoder().decode(manifest)) as {
    appName?: unknown;
    _metadata?: { deploymentId?: unknown; sdkVersion?: unknown };
  };
  if (typeof appName !== 'string' || typeof _metadata.deploymentId !== 'string')
    throw new Error('its app.json names no app or no deployment');
  const { deploymentId, sdkVersion } = _metadata;
  return {
    ...{ form: 'zip', appName, deploymentId, archive: content, isReactNative: undefined, index: undefined },
    sdkVersion: typeof sdkVersion === 'string' ? sdkVersion : undefined,
  };
}

/** The hash of a file's content, in hex. */
export function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
