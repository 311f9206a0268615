// What only a partner backend on Node imports: where client certificates come from.

export { certificateExpiresAt } from './transport/certificate-expires-at.js';
export {
  type CertificateEnvironment,
  certificateFromEnvironment,
} from './transport/certificate-from-environment.js';
export { type CertificateFiles, certificateFromFiles } from './transport/certificate-from-files.js';
