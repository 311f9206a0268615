import { DUE } from '../../world/due-key.js';
import type { World } from '../../world/world.js';

/** Closes the grant windows of unanswered orders. They stay pending. */
export function keepGrantWindows(world: World): void {
  world.onDue(DUE.grantWindow, (orderId) => world.record({ type: 'GrantWindowClosed', orderId }));
}
