import { SandboxError } from '../errors/sandbox-error.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { SandboxOptions } from '../sandbox/sandbox-options.js';
import { RECORD } from '../world/record-kind.js';
import { settingsOf, type WorldSettings } from '../world/world-settings.js';
import type { WorldStore } from '../world/world-store.js';

type Wanted = Pick<SandboxOptions, 'seed' | 'settings'>;

/**
 * Checks options that only take effect when a world begins, against an existing world.
 * @throws SandboxError `OTHER_WORLD`, so that no option is silently ignored
 */
export function assertSameWorld(store: WorldStore, { seed, settings }: Wanted): void {
  if (store.lastSeq() === 0) return;
  const { appName } = settingsOf(store.record(RECORD.world, 'settings'));
  assertSame('seed', seed, store.record(RECORD.world, 'seed'));
  assertSame('appName', settings?.appName, appName);
}

/** The other settings may change at any time. The given ones apply from now on. */
export function applySettings({ world, console }: Sandbox, { settings = {} }: Wanted): void {
  const before = world.settings();
  const changed = Object.entries(settings).filter(
    ([name, value]) =>
      value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name as keyof WorldSettings]),
  );
  if (changed.length > 0) console.changeSettings(Object.fromEntries(changed));
}

function assertSame(name: string, wanted: unknown, before: unknown): void {
  if (wanted === undefined || wanted === before) return;
  const message =
    `Failed to start with ${name} ${JSON.stringify(wanted)}: the world in this file began with ${JSON.stringify(before)}. ` +
    'Leave it out, or choose another file with --db.';
  throw new SandboxError('OTHER_WORLD', message);
}
