import { IapError } from '../errors/iap-error.js';
import { findMisfit, type Shape } from './shape.js';

const RECEIVED_MAX_LENGTH = 60;

/**
 * Reads what a function of the Toss app answered; nobody is charged by a list.
 *
 * @throws IapError `INVALID_PAYLOAD` with the function, the field, and the beginning of what was received there
 */
export function read<T>(functionName: string, shape: Shape, value: unknown): T {
  const misfit = findMisfit(shape, value);
  if (!misfit) return value as T;
  const received = (JSON.stringify(misfit.received) ?? 'nothing').slice(0, RECEIVED_MAX_LENGTH);
  throw new IapError('INVALID_PAYLOAD', `read the answer of ${functionName}`, {
    why: `${misfit.place.slice(1) || 'it'} has to be ${misfit.wanted}, received ${received}`,
    charged: 'no',
  });
}

/** Fills in what old app versions leave out; the value itself where nothing is missing. */
export function withDefaults<T extends object>(value: T, defaults: Partial<T>): T {
  let filled = value;
  for (const name in defaults) {
    if (value[name] === undefined) filled = { ...filled, [name]: defaults[name] };
  }
  return filled;
}
