import { callHost } from '../bridge/call-host.js';
import type { HostSession } from '../bridge/host-session.js';
import { SERVER_TIME_LIMIT_MS } from '../limits/limits.js';

/** Any time of this century in milliseconds, and none in seconds. */
const MILLISECONDS = 1e12;

/**
 * How far the clock of the device is behind the server's, in milliseconds; negative where it is ahead, and 0 where the
 * Toss app cannot tell. What the answer took makes it look later by as much, and never earlier.
 */
export async function clockError(session: HostSession): Promise<number> {
  const askedAt = session.clock.now();
  const answer = callHost(session, 'getServerTime', [], SERVER_TIME_LIMIT_MS);
  // A number that is a text is one; an object may have none, and throw.
  const time = await answer.then(Number).catch(() => 0);
  return time > MILLISECONDS ? time - askedAt : 0;
}
