import type { DatabaseSync } from 'node:sqlite';
import { rebuildWorld } from '../rebuild-world.js';
import type { WorldEvent } from '../world-event.js';
import type { WorldStore } from '../world-store.js';
import { WORLD_FILE_VERSION, WORLD_SCHEMA } from './world-schema.js';

/** The log of an older file is read in slices of this many events. */
const EVENTS_PER_READ = 1_000;

/**
 * Updates a file of an earlier version. The rows follow from the log, so they are rebuilt from it in one step. If the
 * process dies during this, the old file is still there.
 */
export function renewWorldFile(database: DatabaseSync, store: WorldStore): void {
  const version = Number(Object.values(database.prepare('PRAGMA user_version').get() ?? {})[0]);
  if (version >= WORLD_FILE_VERSION) return;
  store.atomically(() => {
    database.exec('ALTER TABLE events RENAME TO events_before');
    for (const table of ['orders', 'records', 'dues']) database.exec(`DROP TABLE ${table}`);
    database.exec(WORLD_SCHEMA);
    rebuildWorld(eventsBefore(database), store);
    database.exec(`DROP TABLE events_before; PRAGMA user_version = ${WORLD_FILE_VERSION}`);
  });
}

function* eventsBefore(database: DatabaseSync): Generator<WorldEvent> {
  const read = database.prepare('SELECT body FROM events_before WHERE seq > ? ORDER BY seq LIMIT ?');
  for (let after = 0; ; ) {
    const rows = read.all(after, EVENTS_PER_READ);
    for (const { body } of rows) {
      const event = JSON.parse(String(body)) as WorldEvent;
      after = event.seq;
      yield event;
    }
    if (rows.length < EVENTS_PER_READ) return;
  }
}
