import { callHost } from './call-host.js';
import type { HostSession } from './host-session.js';

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
  const { reads } = session;
  const key = functionName + JSON.stringify(args);
  const read = reads.get(key) ?? callHost(session, functionName, args);
  reads.set(key, read);
  try {
    const answer = await read;
    return answer === undefined || answer === null ? undefined : reader(answer, session.warned);
  } finally {
    reads.delete(key);
  }
}
