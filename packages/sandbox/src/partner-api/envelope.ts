/** A JSON answer of the partner API that says which store it comes from. */
export function json(status: number, success: object): Response {
  return answer(status, { resultType: 'SUCCESS', success });
}

/** A failure. Business failures have HTTP status 200. */
export function fail(
  status: number,
  errorCode: string,
  reason: string,
  headers: Record<string, string> = {},
): Response {
  return failAs('FAIL', status, { errorCode, reason, errorType: 0, data: null, title: null }, headers);
}

/** A failure of any result type. */
export function failAs(
  resultType: string,
  status: number,
  error: object,
  headers: Record<string, string> = {},
): Response {
  return answer(status, { resultType, error }, headers);
}

function answer(status: number, body: object, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', 'x-ait-iap': 'sandbox', ...headers },
  });
}
