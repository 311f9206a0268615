import type { Activity } from '../clock/activity.js';
import type { FaultBook } from '../faults/fault-book.js';
import type { Wire } from '../wire/wire.js';
import type { World } from '../world/world.js';

/** What the partner API needs to answer. */
export interface PartnerApiParts {
  readonly world: World;
  readonly faults: FaultBook;
  readonly activity: Activity;
  readonly wire: Wire;
}
