import { type FunctionSupport, type IapFunction, MINIMUM_APP_VERSIONS } from '@ait-iap/protocol';
import { chosenBridge, defaultBridge } from '../bridge/default-bridge.js';
import { readSupport, supportOf } from '../bridge/host-environment.js';
import { type HostSession, hostSession } from '../bridge/host-session.js';
import { toIapError } from '../errors/to-iap-error.js';
import { warnDeveloper } from '../errors/warn-developer.js';
import { errorForPage } from './error-for-page.js';

/** A function with the official SDK's signature and the members of each function in SDK 3.x. */
export type DropInFunction<F> = F & FunctionSupport;

/**
 * Adds the members of each function in SDK 3.x. `isSupported` is also `false` without a Toss app, or if the app does
 * not say its version. The console then says why, because the page would only show no shop. The answer of an official
 * 3.x function has priority over the version table.
 */
export function withSupport<F extends object>(name: IapFunction, run: F): DropInFunction<F> {
  const isSupported = () => {
    try {
      return readSupport(defaultBridge(), name) === true;
    } catch (error) {
      warnDeveloper(toIapError(error, `ask for ${name}`).developerMessage);
      return false;
    }
  };
  return Object.defineProperty(Object.assign(run, { isSupported }), 'MIN_TOSS_APP_VERSION', {
    get: () => chosenBridge()?.minimumAppVersion?.(name) ?? MINIMUM_APP_VERSIONS[name],
    enumerable: true,
  }) as DropInFunction<F>;
}

/**
 * Creates a drop-in function that asks the Toss app and charges nobody. If the app is too old, it resolves with
 * `undefined`, like the official one: a real app never answers an unknown method (observed). If the app does not say
 * its version, it asks anyway, with a time limit.
 */
export function question<Args extends unknown[], Answer>(
  name: IapFunction,
  ask: (session: HostSession, ...args: Args) => Promise<Answer | undefined>,
): DropInFunction<(...args: Args) => Promise<Answer | undefined>> {
  return withSupport(name, async (...args: Args) => {
    try {
      const session = hostSession(defaultBridge());
      return supportOf(session, name) === false ? undefined : await ask(session, ...args);
    } catch (error) {
      throw errorForPage(toIapError(error, `call ${name}`, { charged: 'no' }));
    }
  });
}
