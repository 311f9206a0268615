import { Channels } from './channels.js';
import type { CheckedCertificate } from './checked-certificate.js';
import type { ConnectionOptions } from './connection-options.js';
import { UndiciChannel } from './undici-channel.js';

/** Channels on Node. `imports` in package.json decides which class of this name is loaded. */
export class UndiciChannels extends Channels {
  constructor(certificates: readonly CheckedCertificate[], origin: string, options: ConnectionOptions) {
    super(certificates.map((certificate) => new UndiciChannel(origin, certificate, options)));
  }
}
