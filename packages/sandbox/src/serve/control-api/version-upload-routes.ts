import { maxLength } from '@ait-iap/protocol';
import * as z from 'zod/mini';
import { BUNDLE_MAX_BYTES } from '../../partner-console/bundle-problems.js';
import { limitedBytes } from '../release-desk/limited-bytes.js';
import type { ReleaseDesk } from '../release-desk/release-desk.js';
import { versionShape } from './answers/version-shapes.js';
import { bySchema } from './by-schema.js';
import { ControlError } from './control-error.js';
import { type Endpoint, endpoint } from './endpoint.js';
import { shownVersion } from './shown-version.js';

const uploadQuery = z.strictObject({
  version: z.optional(z.string().check(maxLength(30))),
  memo: z.optional(z.string().check(maxLength(1_000))),
  by: bySchema,
});

/** `POST /versions`: uploads the file itself, like the console. */
export function versionUploadRoutes(releaseDesk: ReleaseDesk): readonly Endpoint[] {
  return [
    endpoint({
      method: 'POST',
      path: '/versions',
      summary: 'uploads a bundle (.ait): ?version=&memo=&by=; name, id and sizes are read from the file',
      query: uploadQuery,
      takes: 'application/octet-stream',
      status: 201,
      answer: versionShape,
      async handle({ query: { version, memo, by = 'console' }, context }) {
        const content = await limitedBytes(context.req.raw, BUNDLE_MAX_BYTES);
        if (content === undefined) {
          const message = `Failed to read the bundle: it has over ${BUNDLE_MAX_BYTES} bytes. Put media onto a CDN.`;
          throw new ControlError(413, 'BODY_TOO_LARGE', message);
        }
        return shownVersion(
          releaseDesk.world,
          await releaseDesk.upload(content, { version, memo }, by),
          context,
        );
      },
    }),
  ];
}
