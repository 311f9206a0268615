import { IapError } from '../errors/iap-error.js';

/** The error of a page without the Toss app: what is missing, and what to do about it while developing. */
export function bridgeNotFound(): IapError {
  return new IapError('BRIDGE_NOT_FOUND', 'reach the Toss app', {
    why: "not in it. To develop (개발할 때), import '@ait-iap/sandbox/auto'",
  });
}
