/**
 * How long an answer may be, in bytes. The answer about an order has less than 1 KiB; an endless body, or one that
 * unpacks to gigabytes, must not fill the memory.
 */
export const MAX_ANSWER_BYTES = 1 << 20;

/** Reads the body of a response as text. Rejects, and stops the transfer, once it is longer than an answer may be. */
export async function readLimited(response: Response): Promise<string> {
  // The body of a given fetch may be missing, or a stream of Node.
  if (typeof response.body?.getReader !== 'function') return response.text();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.byteLength;
    if (length > MAX_ANSWER_BYTES) {
      // Not awaited: a source that does not stop would hold up the error.
      reader.cancel().catch(() => undefined);
      throw new Error(`The answer is longer than ${MAX_ANSWER_BYTES} bytes.`);
    }
    text += decoder.decode(value, { stream: true });
  }
}
