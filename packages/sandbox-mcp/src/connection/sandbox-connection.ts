import { findSandbox, type SandboxAddress } from '@ait-iap/sandbox/serve';
import { SandboxCallError } from './sandbox-call-error.js';

/** One call of a sandbox. */
export interface SandboxCall {
  readonly method: string;
  /** From the root of its page, such as `/api/orders`. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** The sandbox that is meant, looked for anew with each call: it may start, end, or start elsewhere meanwhile. */
export interface SandboxLink {
  /** Origin of its page, whether or not it answers. */
  url(): string;
  /** @throws SandboxCallError in its own words, or `NOT_RUNNING`, or `NOT_A_SANDBOX` */
  call(call: SandboxCall): Promise<string>;
}

/** Finds the sandbox as the command line does. */
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
    // Something else answers at that address; said below.
  }
  const message = `Failed to ask the sandbox: what answers at ${url} with status ${status} is not one. Check AIT_IAP_URL.`;
  return new SandboxCallError('NOT_A_SANDBOX', message);
}
