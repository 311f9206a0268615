import type { Clock, IapBridge } from '@ait-iap/protocol';
import { callHost } from './call-host.js';

const inFlight = new WeakMap<IapBridge, Map<string, Promise<unknown>>>();

/**
 * Reads something from the Toss app; whoever asks the same while it is on its way gets the same answer, since the
 * host throttles repeated calls (`APP_BRIDGE_THROTTLED`). Nothing is kept once it has arrived.
 */
export function sharedRead(
  bridge: IapBridge,
  clock: Clock,
  functionName: string,
  args: readonly unknown[] = [],
): Promise<unknown> {
  const reads = inFlight.get(bridge) ?? new Map<string, Promise<unknown>>();
  inFlight.set(bridge, reads);
  const key = functionName + JSON.stringify(args);
  const running = reads.get(key);
  if (running) return running;
  const read = callHost(bridge, clock, functionName, args).finally(() => reads.delete(key));
  reads.set(key, read);
  return read;
}
