export type { SandboxCertificates } from './certificates/certificate-folder.js';
export type { CertificatePair } from './certificates/issue-certificate.js';
export { PortInUseError } from './errors/port-in-use-error.js';
export type { ServedSandbox, ServeOptions } from './serve/serve-options.js';
export { DEFAULT_FOLDER, DEFAULT_PAGE_PORT, DEFAULT_PARTNER_PORT } from './serve/serve-options.js';
export { serveSandbox } from './serve/serve-sandbox.js';
export { sqliteWorldStore } from './world-file/sqlite-world-store.js';
export { WorldFileError, type WorldFileErrorCode } from './world-file/world-file-error.js';
