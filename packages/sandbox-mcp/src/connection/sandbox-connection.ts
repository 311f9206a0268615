import { findSandbox, type SandboxAddress } from '@ait-iap/sandbox/serve';
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
  /** The origin of its page, even if it does not answer. */
  url(): string;
  /** @throws SandboxCallError with the sandbox's own error, or `NOT_RUNNING`, or `NOT_A_SANDBOX` */
  call(call: SandboxCall): Promise<string>;
}

/** Finds the sandbox like the command line. */
export function connectSandbox(place: SandboxAddress = {}): SandboxLink {
  return {
    url: () => findSandbox(place).url,
    async call({ method, path, body, signal }) {
      const { url, token } = findSandbox(place);
      const answer = await fetch(new URL(path, url), {
        method,
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(signal && { signal }),
      }).catch((cause: unknown) => {
        throw signal?.aborted ? cause : notRunning(url, cause);
      });
      const text = await answer.text();
      if (answer.ok) return text;
      throw refused(text, answer.status, url);
    },
  };
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
