import { ERROR_TEXTS } from './host-error-texts.js';

/** The error that the Toss app sends to the page. It crosses the bridge with its `code`. */
export class HostError extends Error {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'HostError';

  constructor(
    /** One of the platform's codes, or a code of the bridge itself such as `UNKNOWN_BRIDGE_METHOD`. */
    readonly code: string,
    message: string = describe(code),
  ) {
    super(message);
  }
}

function describe(code: string): string {
  const { ko, en } = ERROR_TEXTS[code] ?? { ko: '알 수 없는 에러예요.', en: 'The error is not known.' };
  return `${ko} (${en})`;
}
