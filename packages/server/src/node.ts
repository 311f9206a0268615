// What only a partner backend on Node imports: where client certificates come from.

export {
  type CertificateEnvironment,
  certificateFromEnvironment,
} from './transport/certificate-from-environment.js';
export { type CertificateFiles, certificateFromFiles } from './transport/certificate-from-files.js';
