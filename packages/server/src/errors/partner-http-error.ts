import { IapServerError, type IapServerErrorOptions } from './iap-server-error.js';

/** The details of an HTTP error. */
export interface PartnerHttpErrorOptions extends IapServerErrorOptions {
  /** The platform's error code, if the body contains one. */
  readonly errorCode?: string | undefined;
  /** The platform's reason, if the body contains one. */
  readonly reason?: string | undefined;
  /** How long the other side asks to wait, in milliseconds. @defaultValue it does not say */
  readonly retryAfterMs?: number | undefined;
}

/**
 * Thrown when the partner API, or a proxy before it, answered with an HTTP status other than 2xx. Business failures
 * come with status 200 and lead to a `PartnerResultError`. Nothing is known about the order.
 */
export class PartnerHttpError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'PartnerHttpError';
  /** 'HTTP_ERROR': look at `httpStatus`. The user may have paid. */
  declare readonly code: 'HTTP_ERROR';
  /** True for 408, 425, 429 and 5xx. */
  override readonly retryable: boolean;
  /** The HTTP status, such as 400 for a malformed field. */
  readonly httpStatus: number;
  /** The platform's own error code, when it gave one. */
  readonly errorCode: string | undefined;
  /**
   * How long to wait before the next request, in milliseconds: the header `Retry-After` of a 429 or 503, capped at 300,000 (five
   * minutes); 1,000 for a 429 without it.
   */
  readonly retryAfterMs: number | undefined;

  constructor(httpStatus: number, options: PartnerHttpErrorOptions = {}) {
    super(
      'HTTP_ERROR',
      `Failed to ask the partner API: HTTP ${httpStatus}${told(options)}. ${remedy(httpStatus)}`,
      options,
    );
    this.httpStatus = httpStatus;
    this.errorCode = options.errorCode;
    this.retryAfterMs = options.retryAfterMs;
    this.retryable = isPassing(httpStatus);
  }

  /** Adds `httpStatus`, `errorCode` and, if it is known, `retryAfterMs` to the JSON form. */
  protected override details(): Record<string, unknown> {
    const { httpStatus, errorCode, retryAfterMs } = this;
    return { httpStatus, errorCode, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
}

function isPassing(httpStatus: number): boolean {
  return httpStatus >= 500 || httpStatus === 408 || httpStatus === 425 || httpStatus === 429;
}

function told({ errorCode, reason }: PartnerHttpErrorOptions): string {
  const words = [errorCode, reason].filter((word) => word !== undefined && word !== '');
  return words.length === 0 ? '' : ` (${words.join(': ')})`;
}

function remedy(httpStatus: number): string {
  if (isPassing(httpStatus)) return 'Ask again later.';
  if (httpStatus === 401 || httpStatus === 403) {
    return 'Check that the client certificate belongs to this mini-app and is registered in the console.';
  }
  if (httpStatus === 400) return 'Check the order id, the user key and the client certificate.';
  return 'Check baseUrl: it has to be the origin of the partner API.';
}
