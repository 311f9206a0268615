import { SandboxError } from '../errors/sandbox-error.js';
import { findRunning } from './running-file.js';
import { DEFAULT_FOLDER, DEFAULT_PAGE_PORT } from './serve-options.js';

/** The address of a sandbox that was started without arguments. */
export const DEFAULT_URL = `http://127.0.0.1:${DEFAULT_PAGE_PORT}`;

/** What the caller knows about a sandbox. The rest is found. */
export interface SandboxAddress {
  /** The origin of its page. */
  readonly url?: string | undefined;
  /** The token of an exposed sandbox. */
  readonly token?: string | undefined;
}

/**
 * Finds a sandbox like the command line does: the named one, the one in `AIT_IAP_URL`, the one that runs in this folder
 * or above it, or the one on port 4600. It does not check whether the sandbox answers.
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
  if (named !== undefined) assertWebUrl(named, url === undefined ? 'AIT_IAP_URL' : '--url');
  const running = findRunning(process.cwd(), DEFAULT_FOLDER);
  const theirs = named === undefined || named === running?.pageUrl ? running?.token : undefined;
  const shown = token ?? AIT_IAP_TOKEN ?? theirs;
  return { url: named ?? running?.pageUrl ?? DEFAULT_URL, ...(shown !== undefined && { token: shown }) };
}

/** @throws SandboxError `INVALID_URL` */
function assertWebUrl(text: string, from: string): void {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return;
  throw new SandboxError(
    'INVALID_URL',
    `Failed to find the sandbox: "${text}" is not a URL. Give ${from} one like ${DEFAULT_URL}. ` +
      `(${from}에 ${DEFAULT_URL} 같은 주소를 적어 주세요.)`,
  );
}
