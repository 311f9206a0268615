import { SandboxError } from '../errors/sandbox-error.js';
import { DEFAULT_PAGE_PORT } from '../serve/serve-options.js';

/** Where the commands find the sandbox that runs. */
export interface ClientFlags {
  readonly url: string;
  readonly token?: string;
}

/** The control API of a sandbox that runs. */
export interface SandboxClient {
  /** Sends a command as JSON. @throws SandboxError with the sandbox's own words, or `NOT_RUNNING` */
  send<Answer>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer>;
  /** Reads or sends lines of text. */
  text(method: 'GET' | 'POST', path: string, body?: string): Promise<string>;
}

/** Address of a sandbox that was started without arguments. */
export const DEFAULT_URL = `http://127.0.0.1:${DEFAULT_PAGE_PORT}`;

/** Talks to a sandbox that runs. */
export function sandboxClient({ url, token }: ClientFlags): SandboxClient {
  const text = async (method: string, path: string, body?: string): Promise<string> => {
    const headers = {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const request: RequestInit = { method, headers, ...(body !== undefined && { body }) };
    const answer = await fetch(new URL(`/api${path}`, url), request).catch((cause: unknown) => {
      throw notRunning(url, cause);
    });
    const answered = await answer.text();
    if (answer.ok) return answered;
    throw refused(answered, answer.status);
  };
  return {
    text,
    async send(method, path, body) {
      return JSON.parse(await text(method, path, body === undefined ? undefined : JSON.stringify(body)));
    },
  };
}

function notRunning(url: string, cause: unknown): SandboxError {
  const message =
    `Failed to reach the sandbox at ${url}: nothing answers. Start it with \`ait-iap-sandbox serve\`, or name it with --url. ` +
    '(샌드박스가 실행 중이 아니에요. `ait-iap-sandbox serve` 로 먼저 실행해 주세요.)';
  return new SandboxError('NOT_RUNNING', message, { cause });
}

function refused(text: string, status: number): SandboxError {
  try {
    const { code, detail } = JSON.parse(text) as { code?: unknown; detail?: unknown };
    if (typeof code === 'string') return new SandboxError(code, String(detail));
  } catch {
    // Something else answers at that address; said below.
  }
  const message = `Failed to carry out the command: what answers with status ${status} is not a sandbox. Check --url.`;
  return new SandboxError('NOT_A_SANDBOX', message);
}
