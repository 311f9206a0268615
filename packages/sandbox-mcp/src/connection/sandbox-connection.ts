import { isSandboxError } from '@ait-iap/sandbox';
import { DEFAULT_PAGE_PORT, findSandbox, type SandboxAddress } from '@ait-iap/sandbox/serve';
import { SandboxCallError } from './sandbox-call-error.js';

/** One call of the sandbox. */
export interface SandboxCall {
  readonly method: string;
  /** The path from the root of its page, such as `/api/orders`. */
  readonly path: string;
  /** The body, which is sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The connection to the sandbox. It is searched again with each call, because it may start, end or move in the
 * meantime.
 */
export interface SandboxLink {
  /** The origin of its page, even if it does not answer. The usual one if the given address is none. */
  url(): string;
  /** @throws SandboxCallError with the sandbox's own error, or `NOT_RUNNING`, `NOT_A_SANDBOX` or `INVALID_URL` */
  call(call: SandboxCall): Promise<string>;
}

/** Finds the sandbox like the command line. */
export function connectSandbox(place: SandboxAddress = {}): SandboxLink {
  return {
    url() {
      try {
        return findSandbox(place).url;
      } catch {
        return `http://127.0.0.1:${DEFAULT_PAGE_PORT}`;
      }
    },
    async call({ method, path, body, signal }) {
      const { url, token } = found(place);
      const answer = await fetch(new URL(path, url), {
        method,
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(signal && { signal }),
      }).catch((cause: unknown) => {
        throw signal?.aborted ? cause : notRunning(url, cause);
      });
      const text = await answer.text().catch((cause: unknown) => {
        throw signal?.aborted ? cause : notRunning(url, cause);
      });
      // The sandbox answers no command with a page, but a server for development does so at any address.
      const isPage = path.startsWith('/api') && /html/.test(answer.headers.get('content-type') ?? '');
      if (answer.ok && !isPage) return text;
      throw refused(text, answer.status, url);
    },
  };
}

/** @throws SandboxCallError `INVALID_URL` */
function found(place: SandboxAddress): ReturnType<typeof findSandbox> {
  try {
    return findSandbox(place);
  } catch (cause) {
    if (!isSandboxError(cause)) throw cause;
    throw new SandboxCallError(cause.code, cause.message, { cause });
  }
}

function notRunning(url: string, cause: unknown): SandboxCallError {
  const message =
    `Failed to reach the sandbox at ${url}: nothing answers. Start it in the folder of the project with ` +
    '`npx ait-iap-sandbox serve`, or name a running one in AIT_IAP_URL, and call this tool again.';
  return new SandboxCallError('NOT_RUNNING', message, { cause });
}

function refused(text: string, status: number, url: string): SandboxCallError {
  try {
    const { code, detail, field, problems } = JSON.parse(text) as Record<string, unknown>;
    if (typeof code === 'string') {
      const more = [
        ...(typeof field === 'string' ? [`Field: ${field}.`] : []),
        ...(Array.isArray(problems) ? [`Problems: ${JSON.stringify(problems)}`] : []),
      ];
      return new SandboxCallError(code, [String(detail), ...more].join(' '));
    }
  } catch {
    // Another program answers at that address. The error below says so.
  }
  const message = `Failed to ask the sandbox: what answers at ${url} with status ${status} is not one. Check AIT_IAP_URL.`;
  return new SandboxCallError('NOT_A_SANDBOX', message);
}
