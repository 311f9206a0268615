import type { HostSession } from '../session/host-session.js';
import { callHost } from './call-host.js';

/**
 * Reads something from the Toss app; whoever asks the same while it is on its way gets the same answer, since the
 * host throttles repeated calls (`APP_BRIDGE_THROTTLED`). Nothing is kept once it has arrived.
 *
 * @returns the answer; `undefined` where an old app answers with nothing
 */
export function sharedRead<T>(
  { bridge, clock, reads }: HostSession,
  functionName: string,
  args: readonly unknown[],
  reader: (answer: unknown) => T,
): Promise<T | undefined> {
  const key = functionName + JSON.stringify(args);
  const read = reads.get(key) ?? callHost(bridge, clock, functionName, args).finally(() => reads.delete(key));
  reads.set(key, read);
  return read.then((answer) => (answer === undefined || answer === null ? undefined : reader(answer)));
}
