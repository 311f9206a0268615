// What only a partner backend on Node imports: where client certificates come from, and how its servers mount a handler.

export { type FetchHandler, type NodeListener, nodeListener } from './node-http/node-listener.js';
export { certificateExpiresAt } from './transport/certificate-expires-at.js';
export {
  type CertificateEnvironment,
  certificateFromEnvironment,
} from './transport/certificate-from-environment.js';
export {
  type CertificateFiles,
  type CertificateKeyFiles,
  certificateFromFiles,
  type Pkcs12File,
} from './transport/certificate-from-files.js';
