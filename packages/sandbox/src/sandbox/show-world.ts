import type { Wire } from '../wire/wire.js';
import type { World } from '../world/world.js';
import type { WorldEvent } from '../world/world-event.js';

/** Shows changes of the world and messages to the user on the wire. */
export function showWorld(world: World, wire: Wire): void {
  world.subscribe((event) => {
    wire.publish({ type: 'world.changed', event: event.seq, change: event.type, ...subjectOf(event) });
    if (event.type === 'PartnerMailed') {
      wire.publish({ type: 'mail.sent', to: 'partner', subject: event.subject });
    }
    if (event.type !== 'UserNotified') return;
    const { orderId, userKey, text } = event;
    wire.publish({ type: 'push.sent', orderId, userKey, text });
  });
  world.onReplaced(() => void wire.publish({ type: 'world.replaced', events: world.store.lastSeq() }));
  world.clock.subscribe((state) => void wire.publish({ type: 'clock.moved', ...state }));
}

/** Without the content of a record, which may be a secret of the partner's backend. */
function subjectOf(event: WorldEvent): {
  readonly orderId?: string;
  readonly userKey?: string;
  readonly kind?: string;
  readonly id?: string;
} {
  if (event.type === 'RecordChanged') return { kind: event.kind, id: event.id };
  if (event.type === 'ProductChanged') return { kind: 'product', id: event.product.sku };
  if (event.type === 'VersionChanged') return { kind: 'version', id: `${event.version} ${event.step}` };
  if (event.type === 'ProductRemoved') return { kind: 'product', id: event.sku };
  return {
    ...('orderId' in event && { orderId: event.orderId }),
    ...('userKey' in event && { userKey: event.userKey }),
  };
}
