import type { SandboxClock } from '../clock/sandbox-clock.js';
import type { CatalogProductInput } from '../world/default-catalogue.js';
import type { WorldSettings } from '../world/world-settings.js';
import type { WorldStore } from '../world/world-store.js';

/** The default seed. */
export const DEFAULT_SEED = 'ait-iap';

/**
 * Options of {@link createSandbox}. All are optional. If the store already contains a world, that world keeps its own.
 */
export interface SandboxOptions {
  /**
   * Decides every id and every chance: two sandboxes with the same seed and the same steps are identical.
   * @defaultValue DEFAULT_SEED
   */
  readonly seed?: string | undefined;
  /**
   * The clock of the sandbox. @defaultValue a clock that starts as `rate` says, or goes on where the store's world
   * stopped
   */
  readonly clock?: SandboxClock | undefined;
  /**
   * How fast the clock of a new world runs. 0: it is frozen at `DEFAULT_START` until you move it. 1: real time.
   * @defaultValue 0
   */
  readonly rate?: number | undefined;
  /** The catalogue. @defaultValue two consumables, a non-consumable and a subscription */
  readonly products?: readonly CatalogProductInput[] | undefined;
  /** The settings of the whole world. */
  readonly settings?: Partial<WorldSettings> | undefined;
  /** Where the world is stored. @defaultValue in memory */
  readonly store?: WorldStore | undefined;
}
