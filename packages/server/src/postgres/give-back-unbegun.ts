import { onAbort } from '../clock/abort-listeners.js';

/** The part of a `pg` pool that is needed here. */
interface ClientPool {
  connect(...given: unknown[]): unknown;
}

/** Closes a connection that was taken from a pool. */
type Close = () => void;

/**
 * Runs a transaction of Drizzle, and closes its connection if BEGIN fails, or is not answered until `signal` is aborted.
 *
 * Drizzle (0.45) takes a connection and sends BEGIN before its `try`. Without this, a connection that breaks in that
 * moment would never go back to the pool, and a pool of ten would be empty after ten of them.
 *
 * @param pool - the `$client` of Drizzle. Anything other than a pool is left alone
 * @param start - starts the transaction, which takes its connection at once. It calls `begun` when BEGIN has succeeded:
 * from there on Drizzle gives the connection back in every case
 */
export function giveBackUnbegun<Result>(
  pool: unknown,
  signal: AbortSignal,
  start: (begun: () => void) => Promise<Result>,
): Promise<Result> {
  let hasBegun = false;
  const begun = () => {
    hasBegun = true;
  };
  const { result, taken } = catchingConnect(pool, () => start(begun));
  if (taken === undefined) return result;
  const giveUp = () => {
    if (!hasBegun) taken.then((close) => close(), ignore);
  };
  const letGo = onAbort(signal, giveUp);
  return result.finally(() => {
    letGo();
    giveUp();
  });
}

/** Runs `start`, and gets hold of the connection that it takes from the pool. The pool is the same afterwards. */
function catchingConnect<Result>(
  pool: unknown,
  start: () => Result,
): { readonly result: Result; readonly taken?: Promise<Close> | undefined } {
  if (!isPool(pool) || Object.hasOwn(pool, 'connect') || !Object.isExtensible(pool))
    return { result: start() };
  let taken: Promise<Close> | undefined;
  const value = (...given: unknown[]) => {
    Reflect.deleteProperty(pool, 'connect');
    const connecting = pool.connect(...given);
    if (connecting instanceof Promise) taken = connecting.then(closing);
    taken?.catch(ignore);
    return connecting;
  };
  Object.defineProperty(pool, 'connect', { value, configurable: true });
  try {
    return { result: start(), taken };
  } finally {
    Reflect.deleteProperty(pool, 'connect');
  }
}

/** Remembers `release` as it is now: the pool gives the connection another one for each borrower. */
function closing(client: { release(close: boolean): void }): Close {
  const { release } = client;
  return () => {
    try {
      release.call(client, true);
    } catch {
      // A version of Drizzle that gives it back itself was faster.
    }
  };
}

function isPool(value: unknown): value is ClientPool {
  return typeof value === 'object' && value !== null && typeof (value as ClientPool).connect === 'function';
}

function ignore(): void {}
