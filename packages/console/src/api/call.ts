/** One request to the control API. Every action of a button is one, so that it can be shown and repeated. */
export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api`, with its query. */
  readonly path: string;
  /** JSON, or a file that is sent as it is. A file in a field is sent in base64. */
  readonly body?: unknown;
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The call as a line for a terminal. The token of this page is not included. */
export function asCurl({ method, path, body }: Call, origin = location.origin): string {
  const parts = ['curl', ...(method === 'GET' ? [] : ['-X', method]), quoted(`${origin}/api${path}`)];
  if (body instanceof File)
    parts.push('-H', quoted(`content-type: ${body.type}`), '--data-binary', quoted(`@${body.name}`));
  else if (body !== undefined) {
    parts.push('-H', quoted('content-type: application/json'));
    const [field, file] = fileOf(body) ?? [];
    if (field === undefined || file === undefined) parts.push('-d', quoted(JSON.stringify(body)));
    // On standard input, because an argument may not be as long as a picture.
    else return `${withFile(body, field, file)} | ${parts.join(' ')} --data-binary @-`;
  }
  return parts.join(' ');
}

/** The field of a body that is a file. */
export function fileOf(body: unknown): readonly [string, File] | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  return Object.entries(body).find((field): field is [string, File] => field[1] instanceof File);
}

/** Writes JSON in which one field is a file in base64. */
function withFile(body: unknown, field: string, file: File): string {
  const rest = JSON.stringify({ ...(body as object), [field]: undefined });
  const begin = `${rest.slice(0, -1)}${rest === '{}' ? '' : ','}${JSON.stringify(field)}:"`;
  return `{ printf '%s' ${quoted(begin)}; base64 < ${quoted(file.name)} | tr -d '\\n'; printf '"}'; }`;
}

/** Makes a query string. Empty values are left out. */
export function query(parameters: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  const text = new URLSearchParams(given).toString();
  return text === '' ? '' : `?${text}`;
}
