import { createAuthority } from '../../packages/server/test/local-partner/certificates.js';

/** A client certificate that nobody trusts, for what is made of it. */
export const fuzzCertificate = await (await createAuthority()).issue({ name: 'my-app' });
