import { project } from './projection.js';
import { WorldChanges } from './world-changes.js';
import type { WorldEvent } from './world-event.js';
import type { WorldStore } from './world-store.js';

/** How many events are written in one step: enough to be fast, few enough to stay small. */
const BATCH_SIZE = 500;

/** Writes a log into an empty store. The rows become the same as when the events happened. */
export function rebuildWorld(events: Iterable<WorldEvent>, into: WorldStore): void {
  let batch: WorldEvent[] = [];
  let changes = new WorldChanges(into);
  const write = () => {
    into.commit(changes.toCommit(batch));
    batch = [];
    changes = new WorldChanges(into);
  };
  for (const event of events) {
    project(event, changes);
    batch.push(event);
    if (batch.length === BATCH_SIZE) write();
  }
  if (batch.length > 0) write();
}
