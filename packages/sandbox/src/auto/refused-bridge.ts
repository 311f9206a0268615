import { SandboxError } from '../errors/sandbox-error.js';
import type { Host } from '../host/host.js';
import { DEFAULT_USER_KEY } from '../page/page-options.js';
import { toDevice } from '../world/device.js';

/** The bridge of a sandbox that found a real Toss app: every call fails with that message, and nothing is sold. */
export function refusedBridge(): Host {
  const refused = () =>
    new SandboxError(
      'SANDBOX_REFUSED',
      "Failed to use the sandbox: this page runs inside a Toss app. Take '@ait-iap/sandbox/auto' out of what you publish.",
    );
  return {
    device: toDevice({ userKey: DEFAULT_USER_KEY }),
    call: () => Promise.reject(refused()),
    listen(_functionName, _options, listener) {
      let listening = true;
      queueMicrotask(() => listening && listener.onError(refused()));
      return () => {
        listening = false;
      };
    },
    constant: () => undefined,
    close() {},
  };
}
