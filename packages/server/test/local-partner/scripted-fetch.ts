// The transport loads ky with the first question. Loaded here before, that takes no time in which a manual
// clock could move on.
import 'ky';

/** A plain fetch that answers from a script and remembers what it was asked. */
export interface ScriptedFetch {
  readonly fetch: typeof globalThis.fetch;
  readonly requests: Request[];
}

/** What one request meets; a thrown error is what the runtime's own fetch would throw. */
export type Step = (request: Request, index: number) => Response | Promise<Response>;

export function scriptedFetch(step: Step): ScriptedFetch {
  const requests: Request[] = [];
  return {
    requests,
    fetch: async (input, init) => {
      const request = new Request(input, init);
      requests.push(request.clone());
      const answered = step(request, requests.length - 1);
      return Promise.race([answered, aborted(request.signal)]);
    },
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(new DOMException('This operation was aborted', 'AbortError'));
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}

export function successOf(orderId: string, fields: Record<string, unknown> = {}): Response {
  const order = { orderId, status: 'PURCHASED', reason: '구매가 완료되었어요.', sku: 'sku.one', ...fields };
  return Response.json({ resultType: 'SUCCESS', success: order });
}

export function failOf(
  errorCode: string,
  fields: Record<string, unknown> = {},
  resultType = 'FAIL',
): Response {
  return Response.json({ resultType, error: { errorCode, reason: '실패했어요.', ...fields } });
}

/** Never answers. */
export function hang(): Promise<never> {
  return new Promise(() => {});
}
