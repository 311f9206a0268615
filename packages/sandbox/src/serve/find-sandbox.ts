import { findRunning } from './running-file.js';
import { DEFAULT_FOLDER, DEFAULT_PAGE_PORT } from './serve-options.js';

/** Address of a sandbox that was started without arguments. */
export const DEFAULT_URL = `http://127.0.0.1:${DEFAULT_PAGE_PORT}`;

/** What is said about where a sandbox is; what is left out is found. */
export interface SandboxAddress {
  /** Origin of its page. */
  readonly url?: string | undefined;
  /** What an exposed sandbox asks for. */
  readonly token?: string | undefined;
}

/**
 * Which sandbox is meant, as the command line finds it: the one that is named, the one in `AIT_IAP_URL`, the one that
 * runs in this folder or above it, the one on port 4600. Nobody is asked whether it answers.
 *
 * @example
 * const { url } = findSandbox();
 * const { orders } = await (await fetch(new URL('/api/orders', url))).json();
 */
export function findSandbox({ url, token }: SandboxAddress = {}): {
  readonly url: string;
  readonly token?: string;
} {
  const { AIT_IAP_URL, AIT_IAP_TOKEN } = process.env;
  const named = url ?? AIT_IAP_URL;
  const running = findRunning(process.cwd(), DEFAULT_FOLDER);
  const theirs = named === undefined || named === running?.pageUrl ? running?.token : undefined;
  const shown = token ?? AIT_IAP_TOKEN ?? theirs;
  return { url: named ?? running?.pageUrl ?? DEFAULT_URL, ...(shown !== undefined && { token: shown }) };
}
