import type { Clock } from '@ait-iap/protocol';
import type { RealTime } from '../clock/real-time.js';
import { keepAsJson } from './as-json.js';
import type { NewWireEvent, WireEvent, WireEventType, WirePlace } from './wire-event.js';

/** How many events are kept: some hundred purchases, about two megabytes. */
export const WIRE_LENGTH = 4_000;

/** Selects events. All given conditions have to match. */
export interface WireFilter {
  /** Only events after this `seq`. */
  readonly after?: number | undefined;
  /** Only events of this order. @defaultValue every order */
  readonly orderId?: string | undefined;
  /** Only events of this user. @defaultValue every user */
  readonly userKey?: string | undefined;
  /** Only events of these types. @defaultValue every type */
  readonly types?: readonly WireEventType[] | undefined;
}

/**
 * The live messages between page, host, backend and sandbox: the last few thousand events, in memory. The world never
 * reads them, so it makes no difference whether anybody watches.
 */
export interface Wire {
  /** An id that is different for each sandbox and each start of a process. */
  readonly origin: string;
  /** Adds an event. @returns its place and time on the wire */
  publish(event: NewWireEvent): WirePlace;
  /** Real milliseconds since an event. */
  since(event: WirePlace): number;
  /** The events that are still kept, the oldest first. */
  recent(filter?: WireFilter): readonly WireEvent[];
  /** The `seq` of the newest event. 0 if there is none. */
  last(): number;
  /** The `seq` of the oldest event that is still kept. One more than {@link last} if there is none. */
  oldest(): number;
  /** Called for every event when it is published. Returns a function that stops it. */
  subscribe(listener: (event: WireEvent) => void): () => void;
}

let started = 0;

/** Creates an empty wire. */
export function createWire(clock: Clock, real: RealTime, length = WIRE_LENGTH): Wire {
  const ring: Array<() => WireEvent> = [];
  const listeners = new Set<(event: WireEvent) => void>();
  let seq = 0;
  return {
    origin: `${real.now().toString(36)}${(started++).toString(36)}`,
    publish(given) {
      const place: WirePlace = { seq: ++seq, at: clock.now(), real: real.now() };
      const kept = keepAsJson(given);
      const read = () => ({ ...place, ...kept() }) as WireEvent;
      ring[(seq - 1) % length] = read;
      if (listeners.size > 0) tell(listeners, read());
      return place;
    },
    since: (event) => real.now() - event.real,
    recent(filter = {}) {
      const found: WireEvent[] = [];
      const first = Math.max(seq - length + 1, (filter.after ?? 0) + 1, 1);
      for (let number = first; number <= seq; number++) {
        const event = ring[(number - 1) % length]?.();
        if (event !== undefined && isWanted(event, filter)) found.push(event);
      }
      return found;
    },
    last: () => seq,
    oldest: () => Math.max(1, seq - length + 1),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Whether an event matches. */
export function isWanted(event: WireEvent, { after = 0, orderId, userKey, types }: WireFilter): boolean {
  return (
    event.seq > after &&
    (orderId === undefined || event.orderId === orderId) &&
    (userKey === undefined || userKeyOf(event) === userKey) &&
    (types === undefined || types.includes(event.type))
  );
}

function userKeyOf(event: WireEvent): string | undefined {
  if ('device' in event) return event.device.userKey;
  return 'userKey' in event ? event.userKey : undefined;
}

function tell(listeners: Set<(event: WireEvent) => void>, event: WireEvent): void {
  for (const listener of listeners) if (!hasHeard(listener, event)) listeners.delete(listener);
}

/** A listener must not disturb what it watches. One that throws is removed. */
function hasHeard(listener: (event: WireEvent) => void, event: WireEvent): boolean {
  try {
    listener(event);
    return true;
  } catch {
    return false;
  }
}
