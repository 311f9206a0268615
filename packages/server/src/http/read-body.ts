import type { Clock } from '@ait-iap/protocol';
import { inTime } from '../clock/in-time.js';
import { RequestProblem } from './request-problem.js';

/** How long a body may take to arrive by default, in milliseconds. It usually has one kilobyte. */
export const DEFAULT_BODY_TIMEOUT_MS = 10_000;

/** The values that the option `bodyTimeoutMs` may have. */
export const BODY_TIMEOUT_MS = { byDefault: DEFAULT_BODY_TIMEOUT_MS, min: 1, max: 300_000 };

/** The limits for reading a body. */
export interface BodyLimits {
  readonly maxBytes: number;
  /** For the whole body, no matter how slowly its parts arrive. */
  readonly timeoutMs: number;
  readonly clock: Clock;
}

/**
 * Reads a body within its limits. A body that is declared or turns out to be larger than `maxBytes` is refused and not
 * read further (413). A body that does not arrive in time is refused too (408).
 */
export async function readBody(request: Request, limits: BodyLimits): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readBytes(request, limits));
  } catch (error) {
    if (error instanceof RequestProblem) throw error;
    throw malformed('The body is not UTF-8. Send JSON.');
  }
}

/** Reads a body that has to be kept whatever it is: each byte that is not UTF-8 becomes U+FFFD. */
export async function readAnyBody(request: Request, limits: BodyLimits): Promise<string> {
  return new TextDecoder().decode(await readBytes(request, limits));
}

async function readBytes(request: Request, limits: BodyLimits): Promise<Uint8Array> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > limits.maxBytes) throw tooLarge(limits);
  if (request.bodyUsed) throw alreadyRead();
  const bytes = request.body === null ? new Uint8Array() : await readAll(request.body, limits);
  if (bytes.byteLength === 0 && (declared > 0 || request.headers.has('transfer-encoding')))
    throw alreadyRead();
  return bytes;
}

/** Reads a JSON body. */
export async function readJson(request: Request, limits: BodyLimits): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  // Only with this content type does a browser ask first (CORS), so a page of another site cannot post a form.
  if (!/^application\/json\b/i.test(type)) {
    throw new RequestProblem({
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
      detail: 'Send the body with content-type application/json.',
    });
  }
  const text = await readBody(request, limits);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw malformed('The body is not JSON.');
  }
}

/** A problem with what was sent. */
export function malformed(detail: string): RequestProblem {
  return new RequestProblem({ status: 400, code: 'INVALID_REQUEST', detail });
}

async function readAll(body: ReadableStream<Uint8Array>, limits: BodyLimits): Promise<Uint8Array> {
  const { clock, timeoutMs: milliseconds } = limits;
  const reader = body.getReader();
  try {
    return await inTime({ clock, milliseconds, reason: () => tooSlow(limits) }, () =>
      readParts(reader, limits),
    );
  } finally {
    // Tells the sender to stop when the rest is not needed. Not awaited: a sender that hangs does not answer.
    reader.cancel().catch(() => undefined);
  }
}

async function readParts(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  limits: BodyLimits,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const part = await reader.read().catch(cutOff);
    if (part.done) return joined(chunks, size);
    size += part.value.byteLength;
    if (size > limits.maxBytes) throw tooLarge(limits);
    chunks.push(part.value);
  }
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

function cutOff(): never {
  throw malformed('The body ended too early. Send it again.');
}

function tooLarge({ maxBytes }: BodyLimits): RequestProblem {
  return new RequestProblem({
    status: 413,
    code: 'BODY_TOO_LARGE',
    detail: `The body may have at most ${maxBytes} bytes.`,
  });
}

function tooSlow({ timeoutMs }: BodyLimits): RequestProblem {
  return new RequestProblem({
    status: 408,
    code: 'BODY_TOO_SLOW',
    detail: `The body did not arrive within ${timeoutMs} ms. Nothing was done: send the request again.`,
  });
}

function alreadyRead(): RequestProblem {
  return new RequestProblem({
    status: 500,
    code: 'BODY_ALREADY_READ',
    detail:
      'The body was already read: a body parser such as express.json() runs before this handler. Mount the handler before the parser, or with nodeListener of @ait-iap/server/node.',
  });
}
