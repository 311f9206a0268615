import type { Clock, IapBridge, VersionedFeature } from '@ait-iap/protocol';
import { systemClock } from '../clock/system-clock.js';
import type { TimedHost } from './call-host.js';

/** One bridge, and what is remembered of the app behind it. */
export interface HostSession extends TimedHost {
  /** What its app can do, as far as was asked. */
  readonly supported: { [Feature in VersionedFeature]?: boolean | undefined };
  /** The reads that are on their way, by what they ask. */
  readonly reads: Map<string, Promise<unknown>>;
  /** What the developer was told of its answers. */
  readonly warned: Set<string>;
}

const sessions = new WeakMap<IapBridge, Omit<HostSession, 'clock'>>();

/** The session of a bridge, whoever asks for it. */
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
