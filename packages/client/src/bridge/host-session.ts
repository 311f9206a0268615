import type { Clock, IapBridge, VersionedFeature } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import type { TimedHost } from './call-host.js';

/** One bridge, and what is known about its app. */
export interface HostSession extends TimedHost {
  /** The supported features of its app, as far as they were asked for. */
  readonly supported: { [Feature in VersionedFeature]?: boolean | undefined };
  /** The reads in progress, by their questions. */
  readonly reads: Map<string, Promise<unknown>>;
  /** The warnings about its answers. */
  readonly warned: Set<string>;
}

const sessions = new WeakMap<IapBridge, Omit<HostSession, 'clock'>>();

/** The session of a bridge: the same one for all its users. */
export function hostSession(bridge: IapBridge, clock: Clock = systemClock): HostSession {
  const session = sessions.get(bridge) ?? {
    bridge,
    supported: {},
    reads: new Map(),
    warned: new Set(),
  };
  sessions.set(bridge, session);
  return { ...session, clock };
}
