import { RequestProblem } from './request-problem.js';

/** Reads a body of at most `limit` bytes; what is declared or sent beyond that is refused without being read. */
export async function readBody(request: Request, limit: number): Promise<string> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > limit) throw tooLarge(limit);
  if (request.body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of readChunks(request.body)) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw malformed('The body is not UTF-8. Send JSON.');
  }
}

/** Reads a JSON body. */
export async function readJson(request: Request, limit: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  // Only this type makes a browser ask first (CORS), so a foreign page cannot post a form.
  if (!/^application\/json\b/i.test(type)) {
    throw new RequestProblem({
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
      detail: 'Send the body with content-type application/json.',
    });
  }
  const text = await readBody(request, limit);
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

async function* readChunks(body: ReadableStream<Uint8Array>): AsyncIterable<Uint8Array> {
  const reader = body.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    // Tells the sender to stop where the rest is not wanted.
    await reader.cancel().catch(() => undefined);
  }
}

function tooLarge(limit: number): RequestProblem {
  return new RequestProblem({
    status: 413,
    code: 'BODY_TOO_LARGE',
    detail: `The body may have at most ${limit} bytes.`,
  });
}
