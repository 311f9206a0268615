import { callHost } from './call-host.js';
import type { HostSession } from './host-session.js';
import { once } from './once.js';

/**
 * Reads something from the Toss app. Equal reads in progress share one answer, because the host throttles repeated
 * calls (`APP_BRIDGE_THROTTLED`). Nothing is cached after that.
 *
 * @returns the answer; `undefined` if an old app answers with nothing
 */
export async function sharedRead<T>(
  session: HostSession,
  functionName: string,
  args: readonly unknown[],
  reader: (answer: unknown, warned: Set<string>) => T,
): Promise<T | undefined> {
  const { reads, warned } = session;
  const key = functionName + JSON.stringify(args);
  const answer = await once(reads, key, () => callHost(session, functionName, args));
  return answer === undefined || answer === null ? undefined : reader(answer, warned);
}
