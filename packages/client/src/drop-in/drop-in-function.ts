import { type FunctionSupport, type IapFunction, MINIMUM_APP_VERSIONS } from '@ait-iap/protocol';
import { chosenBridge, defaultBridge } from '../bridge/default-bridge.js';
import { readSupport, supportOf } from '../bridge/host-environment.js';
import { type HostSession, hostSession } from '../bridge/host-session.js';
import { toIapError } from '../errors/to-iap-error.js';
import { warnDeveloper } from '../errors/warn-developer.js';
import { errorForPage } from './error-for-page.js';

/** A function with the official SDK's signature that also carries what each function of SDK 3.x does. */
export type DropInFunction<F> = F & FunctionSupport;

/**
 * Gives a function what each function of SDK 3.x carries. `isSupported` is also `false` where there is no Toss app, or
 * one that does not say its version; the console then says why, since the page only sees a hidden shop. What an official
 * function of 3.x says counts more than the version table.
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
  return Object.defineProperties(run, {
    isSupported: { value: isSupported, enumerable: true },
    MIN_TOSS_APP_VERSION: {
      get: () => chosenBridge()?.minimumAppVersion?.(name) ?? MINIMUM_APP_VERSIONS[name],
      enumerable: true,
    },
  }) as DropInFunction<F>;
}

/**
 * Makes a drop-in function that asks the Toss app and charges nobody. Where the app is too old it answers with
 * `undefined`, as the official one does: a real app that does not know a method never answers (observed). Where it does
 * not say its version, asking costs nothing and has a time limit.
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
