/** One request to the control API. Everything that a button does is one, so that it can be shown and repeated. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api`, with its query. */
  readonly path: string;
  /** JSON, or a file that is sent as it is. */
  readonly body?: unknown;
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The call as a line for a terminal. A token that this page was opened with stays out of it. */
export function asCurl({ method, path, body }: Call, origin = location.origin): string {
  const parts = ['curl', ...(method === 'GET' ? [] : ['-X', method]), quoted(`${origin}/api${path}`)];
  if (body instanceof File)
    parts.push('-H', quoted(`content-type: ${body.type}`), '--data-binary', quoted(`@${body.name}`));
  else if (body !== undefined)
    parts.push('-H', quoted('content-type: application/json'), '-d', quoted(JSON.stringify(body)));
  return parts.join(' ');
}

/** A query string of what is given; empty words are left out. */
export function query(parameters: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  const text = new URLSearchParams(given).toString();
  return text === '' ? '' : `?${text}`;
}
