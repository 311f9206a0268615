import { IapError } from '../errors/iap-error.js';
import { mendList, type Shape } from './mend.js';

/**
 * Reads an answer of the Toss app that holds a list, without the elements that are of no use.
 *
 * @throws IapError `INVALID_PAYLOAD` if it holds none
 */
export function readList<T>(
  functionName: string,
  field: string,
  shape: Shape,
  answer: unknown,
  warned: Set<string> | undefined,
): T {
  const list: unknown = Object(answer)[field];
  if (!Array.isArray(list)) throw unusableAnswer(functionName, `${field} is not a list`);
  return { ...(answer as T), [field]: mendList(shape, list, `${functionName}: ${field}`, warned) };
}

/** The error of an answer of which nothing can be used; nobody is charged by a question. */
export function unusableAnswer(functionName: string, why: string): IapError {
  return new IapError('INVALID_PAYLOAD', `read the answer of ${functionName}`, { why, charged: 'no' });
}
