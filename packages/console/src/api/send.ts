import { language } from '../language/language.js';
import { type Call, fileOf } from './call.js';

const STORED = 'ait-iap-console.token';

/** Only for a sandbox that is exposed to the network: the token from `?token=`, kept for this tab. */
export const token = readToken();

function readToken(): string | undefined {
  const url = new URL(location.href);
  const given = url.searchParams.get('token');
  if (given === null) return sessionStorage.getItem(STORED) ?? undefined;
  sessionStorage.setItem(STORED, given);
  url.searchParams.delete('token');
  history.replaceState(history.state, '', url);
  return given;
}

/** One reason of a refusal. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** Thrown when the sandbox refuses a call. Nothing has changed. */
export class CallError extends Error {
  override readonly name = 'CallError';
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly problems: readonly FieldProblem[] = [],
  ) {
    super(message);
  }
}

/** Sends a call. @throws CallError with a sentence for the user */
export async function send<Answer>(call: Call, signal?: AbortSignal): Promise<Answer> {
  const answer = await fetchAnswer(call, signal);
  const text = await answer.text();
  if (answer.ok) return (text === '' ? undefined : JSON.parse(text)) as Answer;
  throw toError(answer.status, text);
}

/** Returns the raw response, for answers that are not JSON. */
export async function fetchAnswer({ method, path, body }: Call, signal?: AbortSignal): Promise<Response> {
  return fetch(`/api${path}`, {
    method,
    headers: {
      // A file has its own media type.
      ...(body === undefined || body instanceof File ? {} : { 'content-type': 'application/json' }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined
      ? {}
      : { body: typeof body === 'string' || body instanceof File ? body : await toJson(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
}

async function toJson(body: unknown): Promise<string> {
  const [field, file] = fileOf(body) ?? [];
  if (field === undefined || file === undefined) return JSON.stringify(body);
  return JSON.stringify({ ...(body as object), [field]: await base64Of(file) });
}

/** The browser's own conversion to base64, without a string of the file in between. */
function base64Of(file: File): Promise<string> {
  const reader = new FileReader();
  return new Promise((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

interface ProblemBody {
  readonly code?: string;
  readonly detail?: string;
  readonly field?: string;
  readonly problems?: ReadonlyArray<{ field: string; message: { ko: string; en: string } }>;
}

function toError(status: number, text: string): CallError {
  let body: ProblemBody = {};
  try {
    body = JSON.parse(text) as ProblemBody;
  } catch {
    // Something between this page and the sandbox has answered. Its own text is the most useful.
  }
  const problems = (body.problems ?? []).map(({ field, message }) => ({
    field,
    message: message[language()],
  }));
  const detail = problems.length > 0 ? problems.map(({ message }) => message).join(' ') : body.detail;
  return new CallError(
    status,
    body.code ?? 'UNKNOWN',
    detail ?? (text.slice(0, 200) || String(status)),
    problems,
  );
}
