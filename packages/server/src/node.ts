// For partner backends on Node: sources of client certificates, and a way to mount a handler in a Node server.

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
