import { memoryBundles } from '../../src/bundles/bundle-store.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { ReleaseDesk } from '../../src/serve/release-desk/release-desk.js';

/** The release desk of a sandbox that is not served, its bundles in memory. */
export function releaseDeskOf({ world }: Sandbox): ReleaseDesk {
  return new ReleaseDesk(world, memoryBundles());
}
