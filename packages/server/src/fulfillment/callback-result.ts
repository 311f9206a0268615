/** The properties by which a value is judged. It comes from application code or any library. */
interface Answered {
  readonly ok?: unknown;
  readonly success?: unknown;
  readonly error?: unknown;
  readonly errors?: unknown;
  readonly isErr?: unknown;
  readonly status?: unknown;
  readonly statusText?: unknown;
  readonly statusCode?: unknown;
  readonly message?: unknown;
  readonly reason?: unknown;
  readonly then?: unknown;
  readonly execute?: unknown;
  readonly next?: unknown;
}

const LOWEST_HTTP_FAILURE = 400;

/**
 * Says why the answer of a callback is not a success. `undefined`: it may be a success. Most callbacks return nothing,
 * or the result of their last statement. So only answers that cannot mean success are refused:
 *
 * - `false`, an `Error`, an object whose `ok` or `success` is `false`;
 * - a response of any library with a status of 400 or more: a `statusCode`, or a `status` beside a `statusText`;
 * - answers of libraries that do not throw: an `error` with a message, a list of `errors`, an `isErr()` that returns
 *   true;
 * - something that has not run: a function, a generator, a query builder that was not executed;
 * - a list that contains a failed response, an `Error`, a rejected result of `Promise.allSettled`, or something that
 *   has not run.
 */
export function problemOfAnswer(answer: unknown): string | undefined {
  if (Array.isArray(answer)) return answer.map(problemOfElement).find((problem) => problem !== undefined);
  if (answer === false) return 'it answered false';
  const notRun = problemOfWhatHasNotRun(answer);
  if (notRun !== undefined || typeof answer !== 'object' || answer === null) return notRun;
  if (answer instanceof Error) return 'it answered an Error instead of throwing it';
  const { ok, success } = answer as Answered;
  if (ok === false) return `it answered ${nameOf(answer)} whose ok is false${httpStatus(answer)}`;
  if (success === false) return 'it answered an object whose success is false';
  const failure = failedStatus(answer);
  if (failure !== undefined) return `it answered a response with status ${failure}`;
  return holdsError(answer) ? 'it answered an object that holds an error' : undefined;
}

/** `status` alone may be a column of a row. With a `statusText` beside it, the object is a response. */
function failedStatus({ status, statusText, statusCode }: Answered): number | undefined {
  const http = typeof statusText === 'string' ? status : statusCode;
  return typeof http === 'number' && http >= LOWEST_HTTP_FAILURE ? http : undefined;
}

/** A column of a row that is called `error` holds a text or `null`, never an object with a message. */
function holdsError(answer: Answered): boolean {
  const { error, errors, isErr } = answer;
  if (typeof isErr === 'function') return isErr.call(answer) === true;
  return isError(error) || (Array.isArray(errors) && errors.some(isError));
}

function isError(value: unknown): boolean {
  return typeof value === 'object' && value !== null && typeof (value as Answered).message === 'string';
}

/** A row of a table may have a column called `ok`. A response in a list is still a response. */
function problemOfElement(element: unknown): string | undefined {
  if (element instanceof Error || element instanceof Response) return problemOfAnswer(element);
  const { status, reason } = (typeof element === 'object' && element !== null ? element : {}) as Answered;
  if (status === 'rejected' && reason instanceof Error) return 'it answered a promise that was rejected';
  return problemOfWhatHasNotRun(element);
}

/** Something that does nothing until it is run. A promise or another awaitable value was already awaited. */
function problemOfWhatHasNotRun(answer: unknown): string | undefined {
  if (typeof answer === 'function') return 'it answered a function that was never called';
  if (typeof answer !== 'object' || answer === null) return undefined;
  const { execute, next, then } = answer as Answered;
  if (typeof then === 'function') return undefined;
  if (typeof execute === 'function') return 'it answered a query that was never executed';
  if (typeof next === 'function' && isIterator(answer)) return 'it answered a generator that was never run';
  return undefined;
}

function isIterator(value: object): boolean {
  return Symbol.iterator in value || Symbol.asyncIterator in value;
}

function nameOf(answer: object): string {
  return answer instanceof Response ? 'a response' : 'an object';
}

function httpStatus(answer: object): string {
  const { status } = answer as Answered;
  return typeof status === 'number' ? ` (status ${status})` : '';
}
