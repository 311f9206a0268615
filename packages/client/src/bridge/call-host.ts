import type { Clock, IapBridge } from '@ait-iap/protocol';
import { before, LATE } from '../clock/before.js';
import { IapError } from '../errors/iap-error.js';
import { toIapError } from '../errors/to-iap-error.js';
import { HOST_CALL_LIMIT_MS } from '../limits/limits.js';

/** The Toss app, and the clock for its answers. */
export interface TimedHost {
  readonly bridge: IapBridge;
  readonly clock: Clock;
}

/**
 * Calls the Toss app with a time limit, because a real host never answers an unknown method (observed). Charges nobody:
 * all functions called in this way read or confirm.
 *
 * @throws IapError with the host's code, or `HOST_TIMEOUT`
 */
export async function callHost(
  { bridge, clock }: TimedHost,
  functionName: string,
  args: readonly unknown[],
  limitMs: number = HOST_CALL_LIMIT_MS,
): Promise<unknown> {
  try {
    const answer = await before(bridge.call(functionName, args), clock.now() + limitMs, clock);
    if (answer !== LATE) return answer;
    throw new IapError('HOST_TIMEOUT', `call ${functionName}`, { charged: 'no' });
  } catch (error) {
    throw toIapError(error, `call ${functionName}`, { charged: 'no' });
  }
}
