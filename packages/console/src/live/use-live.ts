import { useSyncExternalStore } from 'react';
import { type Connection, live } from './live-world.js';
import type { WireEvent } from './wire-event.js';

/** Whether this console hears the sandbox. */
export const useConnection = (): Connection =>
  useSyncExternalStore(live.subscribe, () => live.state().connection);

/** Everything that was heard. */
export const useWireEvents = (): readonly WireEvent[] =>
  useSyncExternalStore(live.subscribe, () => live.state().events);
