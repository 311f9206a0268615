import type { SandboxClock } from '../clock/sandbox-clock.js';
import type { CatalogProductInput } from '../world/default-catalogue.js';
import type { WorldSettings } from '../world/world-settings.js';
import type { WorldStore } from '../world/world-store.js';

/** The seed of a sandbox that was given none. */
export const DEFAULT_SEED = 'ait-iap';

/** How a sandbox starts. Everything has a default. A store that holds a world already keeps its own. */
export interface SandboxOptions {
  /**
   * Decides every id and every chance: two sandboxes with one seed and the same steps are identical.
   * @default DEFAULT_SEED
   */
  readonly seed?: string;
  /** The time of the sandbox. Default: one that starts as `rate` says, or goes on where the store's world stopped. */
  readonly clock?: SandboxClock;
  /**
   * How the clock of a new world goes: 0 is frozen at `DEFAULT_START` until it is moved, 1 is real time.
   * @default 0
   */
  readonly rate?: number;
  /** The catalogue. Default: two consumables, a non-consumable and a subscription. */
  readonly products?: readonly CatalogProductInput[];
  /** What holds for the whole world. */
  readonly settings?: Partial<WorldSettings>;
  /** Where the world is kept. Default: in memory. */
  readonly store?: WorldStore;
}
