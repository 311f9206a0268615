import { IapError } from '../errors/iap-error.js';

/** The error of a page without the Toss app: what is missing, and what to do about it while developing. */
export function bridgeNotFound(): IapError {
  return new IapError(
    'BRIDGE_NOT_FOUND',
    "Failed to reach the Toss app: this page is not inside it. To develop without it: import '@ait-iap/sandbox/auto'. " +
      "개발할 때는 import '@ait-iap/sandbox/auto' 한 줄을 추가해 주세요.",
  );
}
