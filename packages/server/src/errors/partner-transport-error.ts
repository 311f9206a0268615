import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/**
 * Thrown when the request did not reach the partner API, or the answer did not come back: no such host, connection
 * refused, reset or cut. Nothing is known about the order. It is safe to ask again.
 */
export class PartnerTransportError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'PartnerTransportError';
  /** 'TRANSPORT_FAILED': the network failed. The user may have paid. */
  declare readonly code: 'TRANSPORT_FAILED';
  /** True: a question changes nothing, so it can be repeated. */
  override readonly retryable = true;
  /** The error code of the runtime, such as `ECONNREFUSED`, if there was one. */
  readonly systemCode: string | undefined;

  constructor(systemCode: string | undefined, options: IapServerErrorOptions = {}) {
    const why =
      systemCode === undefined ? 'the connection failed' : `the connection failed with ${systemCode}`;
    super(
      'TRANSPORT_FAILED',
      `Failed to reach the partner API: ${why}. Check baseUrl and that this machine may connect to it; ask again. If it happens again, the server may be refusing the client certificate.`,
      options,
    );
    this.systemCode = systemCode;
  }

  /** Adds `systemCode` to the JSON form. */
  protected override details(): Record<string, unknown> {
    return { systemCode: this.systemCode };
  }
}
