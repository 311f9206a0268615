import type { Device } from '../world/device.js';
import { RECORD } from '../world/record-kind.js';
import type { World } from '../world/world.js';

/** The Toss app's storage on one device. It survives the page and is lost with the device. */
export interface NativeStorage {
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
  clear(): void;
}

/** Opens the storage of a device. Two devices of one user share nothing. */
export function nativeStorage(world: World, { userKey, deviceId }: Device): NativeStorage {
  const prefix = `${userKey}\n${deviceId}\n`;
  const kind = RECORD.storage;
  return {
    get: (key) => (world.store.record(kind, prefix + key) as string | undefined) ?? null,
    set: (key, value) => world.record({ type: 'RecordChanged', kind, id: prefix + key, value }),
    remove: (key) => world.record({ type: 'RecordChanged', kind, id: prefix + key }),
    clear() {
      const ids = world.store.records(kind).flatMap(({ id }) => (id.startsWith(prefix) ? [id] : []));
      if (ids.length > 0) world.record(...ids.map((id) => ({ type: 'RecordChanged', kind, id }) as const));
    },
  };
}
