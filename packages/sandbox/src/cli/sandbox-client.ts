import { SandboxError } from '../errors/sandbox-error.js';
import type { Method } from '../serve/control-api/endpoint.js';
import { findSandbox, type SandboxAddress } from '../serve/find-sandbox.js';

/** A client of the control API of a running sandbox. */
export interface SandboxClient {
  /** Sends a command as JSON. @throws SandboxError with the sandbox's own words, or `NOT_RUNNING` */
  send<Answer>(method: Method, path: string, body?: unknown): Promise<Answer>;
  /** Returns the answer as it arrives, such as the stream of events. */
  open(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** Where it is. */
  readonly url: string;
  /** Reads or sends lines of text. */
  text(method: 'GET' | 'POST', path: string, body?: string): Promise<string>;
  /** Sends a file. */
  upload<Answer>(path: string, content: Uint8Array<ArrayBuffer>, type: string): Promise<Answer>;
}

/** Creates a client of a running sandbox. */
export function sandboxClient(flags: SandboxAddress): SandboxClient {
  const { url, token } = findSandbox(flags);
  const ask = async (method: string, path: string, init: Pick<RequestInit, 'body' | 'headers'> = {}) => {
    const headers = {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...init.headers,
    };
    const answer = await fetch(new URL(`/api${path}`, url), { ...init, method, headers }).catch(
      (cause: unknown) => {
        throw notRunning(url, cause);
      },
    );
    // The sandbox answers no command with a page, but a server for development does so at any address.
    const isPage = /html/.test(answer.headers.get('content-type') ?? '');
    if (answer.ok && !isPage) return answer;
    throw refused(await answer.text(), answer.status);
  };
  const text = async (method: string, path: string, body?: string): Promise<string> =>
    (await ask(method, path, body === undefined ? {} : { body })).text();
  return {
    url,
    text,
    open: (path, headers = {}) => ask('GET', path, { headers }),
    async upload(path, body, type) {
      return (await ask('POST', path, { body, headers: { 'content-type': type } })).json();
    },
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
    // Another program answers at that address. The error below says so.
  }
  const message = `Failed to carry out the command: what answers with status ${status} is not a sandbox. Check --url.`;
  return new SandboxError('NOT_A_SANDBOX', message);
}
