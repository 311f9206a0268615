import * as reader from '@ait-iap/sandbox/bundles';
import type { Bundle } from './bundle.js';
import { BundleError } from './bundle-error.js';

/**
 * Reads a bundle (`.ait`, or the older ZIP format) and unpacks it in memory. It uses the reader of the sandbox, so the check
 * and the release desk accept and refuse the same files.
 * @throws {BundleError} if the file is not a bundle, is cut short or changed, or has a format that is not known yet
 */
export function readBundle(content: Uint8Array): Promise<Bundle> {
  return told(reader.readBundle(content));
}

/**
 * Unpacks a ZIP and returns all files by path.
 * @throws {BundleError} if two readers could read it differently, or it is too large
 */
export function unpack(zip: Uint8Array): Promise<ReadonlyMap<string, Uint8Array>> {
  return told(reader.unpackArchive(zip));
}

async function told<Result>(reading: Promise<Result>): Promise<Result> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof reader.UnreadableBundleError)) throw error;
    throw new BundleError(error.reason, error.text, { cause: error });
  }
}
