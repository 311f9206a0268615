import { useSyncExternalStore } from 'react';
import { type Connection, live } from './live-world.js';
import type { WireEvent } from './wire-event.js';

/** The state of the connection to the sandbox. */
export const useConnection = (): Connection =>
  useSyncExternalStore(live.subscribe, () => live.state().connection);

/** All events. */
export const useWireEvents = (): readonly WireEvent[] =>
  useSyncExternalStore(live.subscribe, () => live.state().events);
