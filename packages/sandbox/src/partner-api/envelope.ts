/** An answer before it becomes an HTTP response, so that it can be shown without reading it again. */
export interface Answer {
  /** HTTP status. */
  readonly status: number;
  /** An object is sent as JSON, a text as it is. */
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A JSON answer of the partner API. */
export function json(status: number, success: object): Answer {
  return { status, body: { resultType: 'SUCCESS', success } };
}

/** Makes a failure answer. Business failures have HTTP status 200. */
export function failureAnswer(
  status: number,
  errorCode: string,
  reason: string,
  headers: Record<string, string> = {},
): Answer {
  return failAs('FAIL', status, { errorCode, reason, errorType: 0, data: null, title: null }, headers);
}

/** Makes a failure answer of any result type. */
export function failAs(
  resultType: string,
  status: number,
  error: object,
  headers: Record<string, string> = {},
): Answer {
  return { status, body: { resultType, error }, headers };
}

/** Makes the HTTP response, with a header that says that it comes from a sandbox. */
export function toResponse({ status, body, headers }: Answer): Response {
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', 'x-ait-iap': 'sandbox', ...headers },
  });
}
