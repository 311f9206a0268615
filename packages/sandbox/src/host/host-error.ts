import { ERROR_TEXTS } from './error-texts.js';

/** What the Toss app answers when it cannot do what the page asked; crosses the bridge with its `code`. */
export class HostError extends Error {
  override readonly name = 'HostError';

  constructor(
    /** One of the platform's codes, or a code of the bridge itself such as `UNKNOWN_BRIDGE_METHOD`. */
    readonly code: string,
    message: string = ERROR_TEXTS[code] ?? `${code}: 알 수 없는 오류예요.`,
  ) {
    super(message);
  }
}
