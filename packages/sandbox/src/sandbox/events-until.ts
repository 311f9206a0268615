import { SandboxError } from '../errors/sandbox-error.js';
import type { WorldEvent } from '../world/world-event.js';
import type { WorldStore } from '../world/world-store.js';

/** The log up to and including an event. @throws SandboxError `UNKNOWN_EVENT` if the log is shorter */
export function eventsUntil(store: WorldStore, last: number): readonly WorldEvent[] {
  if (!Number.isInteger(last) || last < 1 || last > store.lastSeq()) {
    const message = `Failed to go back: the log has the events 1 to ${store.lastSeq()}. Name one of them.`;
    throw new SandboxError('UNKNOWN_EVENT', message);
  }
  const events: WorldEvent[] = [];
  for (const event of store.events()) {
    events.push(event);
    if (event.seq === last) break;
  }
  return events;
}
