import { createHash } from 'node:crypto';
import type { PlaceFile } from '../../place-center/plugin-version.js';
import { ControlError } from './control-error.js';

/** Media type of a plugin. */
export const ZIP = 'application/zip';

/** The largest ZIP in bytes. A plugin consists of some pages and scripts. */
const LARGEST = 50_000_000;

/**
 * Reads a ZIP and returns its hash and size. The content is not stored. It stops at 50 MB.
 * @throws ControlError if it is larger or not a ZIP
 */
export async function uploadedZip(request: Request): Promise<PlaceFile> {
  const hash = createHash('sha256');
  const begin: number[] = [];
  let sizeBytes = 0;
  for await (const chunk of request.body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > LARGEST)
      throw new ControlError(
        413,
        'BODY_TOO_LARGE',
        `Failed to read the plugin: it has over ${LARGEST} bytes.`,
      );
    if (begin.length < 4) begin.push(...chunk.subarray(0, 4 - begin.length));
    hash.update(chunk);
  }
  // Every ZIP with a file in it begins with the header of that file.
  if (Buffer.from(begin).toString('latin1') !== 'PK\u0003\u0004')
    throw new ControlError(
      400,
      'INVALID_INPUT',
      'Failed to read the plugin: it is no ZIP. Send the ZIP of dist.',
    );
  return { sizeBytes, sha256: hash.digest('hex') };
}
