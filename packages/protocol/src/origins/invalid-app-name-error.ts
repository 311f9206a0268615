import { ProtocolError } from '../protocol-error.js';

/** Thrown when the name of a mini-app cannot be part of a web address. */
export class InvalidAppNameError extends ProtocolError {
  /** Stays the same when a bundler renames the class. The `code` is 'INVALID_APP_NAME'. */
  override readonly name = 'InvalidAppNameError';

  constructor() {
    super(
      'INVALID_APP_NAME',
      'appName',
      'Failed to read appName: it is not a host name label. Pass the appName of the console: lower-case letters, digits and hyphens, at most 63. ' +
        '(appName이 올바르지 않아요. 콘솔의 appName을 넣어 주세요.)',
    );
  }
}
