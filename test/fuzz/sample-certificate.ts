import { createAuthority } from '../../packages/server/test/local-partner/certificates.js';

/** An untrusted client certificate, for what is made of it. */
export const fuzzCertificate = await (await createAuthority()).issue({ name: 'my-app' });
