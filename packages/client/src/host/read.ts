import { IapError } from '../errors/iap-error.js';
import { mendList, type Shape } from './mend.js';

/**
 * Reads an answer of the Toss app with a list, without its unusable elements.
 *
 * @throws IapError `INVALID_PAYLOAD` if it contains no list
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

/** The error of an unusable answer. A question charges nobody. */
export function unusableAnswer(functionName: string, why: string): IapError {
  return new IapError('INVALID_PAYLOAD', `read the answer of ${functionName}`, { why, charged: 'no' });
}
