import { readFile } from 'node:fs/promises';
import { BundleError } from '../bundle/bundle-error.js';

/** Reads the file of a bundle. @throws {BundleError} if it cannot be read */
export async function bundleAt(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new BundleError(
      'FILE_MISSING',
      {
        en: `Failed to read the bundle: ${path} is not there or cannot be read.`,
        ko: `번들을 읽지 못했어요. ${path}이(가) 없거나 읽을 수 없어요.`,
      },
      { cause: error },
    );
  }
}
