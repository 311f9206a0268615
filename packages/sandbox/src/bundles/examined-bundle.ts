import type { LocalizedText } from '@ait-iap/protocol';
import type { BundleFacts } from '../world/mini-app-version.js';
import { damageOf } from './damage-of.js';
import { readBundle } from './read-bundle.js';

/** A bundle that could be read, damaged or not. */
export interface ExaminedBundle {
  readonly facts: BundleFacts;
  /** Files that were changed after the build. */
  readonly damage: readonly LocalizedText[];
  /** All files by path. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/**
 * Reads a bundle and collects the facts that the release desk shows.
 * @throws UnreadableBundleError, SandboxError `READER_MISSING`, as {@link readBundle}
 */
export async function examineBundle(content: Uint8Array): Promise<ExaminedBundle> {
  const { files, index, sdkVersion, ...bundle } = await readBundle(content);
  const { sha256, form, platform, appName, deploymentId } = bundle;
  const bytesOf = (paths: readonly string[]) =>
    paths.reduce((sum, path) => sum + (files.get(path)?.length ?? 0), 0);
  const paths = [...files.keys()];
  return {
    facts: {
      ...{ sha256, appName, deploymentId, form, platform },
      packedBytes: content.length,
      unpackedBytes: bytesOf(paths),
      ownBytes: bytesOf(paths.filter((path) => platform !== 'web' || !isShell(path))),
      files: files.size,
      ...(sdkVersion !== undefined && { sdkVersion }),
    },
    damage: form === 'zip' ? [] : damageOf(files, index),
    files,
  };
}

/** Whether a file belongs to the React Native shell that the official build adds to pages, or to its source maps. */
function isShell(path: string): boolean {
  return /(^|\/)bundle\.(android|ios)[^/]*\.(js|hbc)(\.map)?$/.test(path);
}
