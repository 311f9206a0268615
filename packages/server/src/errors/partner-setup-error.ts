import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/** The details of the platform's answer. */
export interface PartnerSetupFault {
  /** The platform's own error code, `4050`. */
  readonly errorCode: string;
  /** The platform's explanation, shortened, without the user key. */
  readonly reason?: string | undefined;
}

/**
 * Thrown when the partner API does not know the mini-app of the client certificate (errorCode 4050, observed). No order
 * can be checked until that is corrected in the console or in the configuration, so the call is not retried: set up an
 * alert for it. Nothing is known about the order. It is neither granted nor refused.
 */
export class PartnerSetupError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'PartnerSetupError';
  /** 'MINIAPP_NOT_REGISTERED': every question fails until the set-up is corrected. Users may have paid. */
  declare readonly code: 'MINIAPP_NOT_REGISTERED';
  /** False: the console or the certificate has to be corrected. */
  override readonly retryable = false;
  /** The platform's error code. */
  readonly errorCode: string;
  /** The platform's reason, if the answer has one. */
  readonly reason: string | undefined;

  constructor({ errorCode, reason }: PartnerSetupFault, options: IapServerErrorOptions = {}) {
    const told = reason === undefined ? errorCode : `${errorCode}: ${reason}`;
    super(
      'MINIAPP_NOT_REGISTERED',
      `Failed to get the order status: the platform does not know the mini-app of this client certificate (${told}). Register the mini-app for in-app purchase in the console, or configure the certificate of the right mini-app.`,
      options,
    );
    this.errorCode = errorCode;
    this.reason = reason;
  }

  /** Adds `errorCode` and `reason` to the JSON form. */
  protected override details(): Record<string, unknown> {
    return { errorCode: this.errorCode, reason: this.reason };
  }
}
