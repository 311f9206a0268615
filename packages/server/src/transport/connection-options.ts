/** How the connections to the partner API are kept. */
export interface ConnectionOptions {
  /**
   * How many connections are open at once at most, from 1 to 1,000.
   *
   * @defaultValue 8
   */
  readonly connections?: number | undefined;
  /**
   * Whether HTTP/2 is used where the partner API offers it.
   *
   * @defaultValue true
   */
  readonly http2?: boolean | undefined;
}

/**
 * How many connections are open at once when nothing else is said: at 20 ms an answer, 8 carry 400 requests a
 * second.
 */
export const DEFAULT_CONNECTIONS = 8;
