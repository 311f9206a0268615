import { keepGrantWindows } from '../app-market/orders/grant-window.js';
import { keepLatePayments } from '../app-market/orders/late-payment.js';
import { keepUnrecordedPayments } from '../app-market/orders/unrecorded-payment.js';
import { keepRefunds } from '../app-market/refunds/keep-refunds.js';
import { refundNow } from '../app-market/refunds/request-refund.js';
import { keepSubscriptions } from '../app-market/subscriptions/keep-subscriptions.js';
import { createActivity } from '../clock/activity.js';
import { machineTime } from '../clock/real-time.js';
import { createFaultBook } from '../faults/fault-book.js';
import { createOrderWatch } from '../host/order-watch.js';
import { createPartnerApi } from '../partner-api/partner-api-handler.js';
import { keepReleases } from '../partner-console/mini-app-versions.js';
import { keepPartnerAccount } from '../partner-console/partner-account.js';
import { keepReviews } from '../partner-console/register-product.js';
import { keepPluginReviews } from '../place-center/plugin-version.js';
import { createWire } from '../wire/wire.js';
import { chargeOf } from '../world/charge.js';
import { createWorld } from '../world/create-world.js';
import { exportWorld, readExport } from '../world/exported-world.js';
import { memoryStore } from '../world/memory-store.js';
import type { World } from '../world/world.js';
import { allOrders } from './all-orders.js';
import { dumpWorld } from './dump-world.js';
import { eventsUntil } from './events-until.js';
import { beganWith, firstEvents } from './first-events.js';
import { importWorld } from './import-world.js';
import { openHosts } from './open-hosts.js';
import type { Sandbox } from './sandbox.js';
import type { SandboxOptions } from './sandbox-options.js';
import { showWorld } from './show-world.js';
import { createStoreConsole } from './store-console.js';
import { keepClock, resumeClock } from './stored-clock.js';

/**
 * Creates a sandbox. By default it is in memory, deterministic, and on a clock that stands still until you move it. It
 * starts no server, and no timer while its clock is frozen. No real money moves.
 *
 * @example
 * const sandbox = createSandbox();
 * const bridge = sandbox.bridge({ userKey: '443731104' });
 * await bridge.call('iapGetProductItemList', []);
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const store = options.store ?? memoryStore();
  const clock = options.clock ?? resumeClock(store, options.rate ?? 0);
  const start = clock.state();
  const world = createWorld(store, clock);
  if (store.lastSeq() === 0) world.record(...firstEvents(options));
  const activity = createActivity(machineTime);
  const wire = createWire(clock, machineTime);
  const faults = createFaultBook(world, wire);
  const hosts = openHosts({ world, faults, activity, wire, orders: createOrderWatch(world) });
  keepTime(world);
  keepClock(world, clock);
  showWorld(world, wire);
  world.subscribe(() => activity.touch());
  return {
    get seed() {
      return world.seed;
    },
    clock,
    world,
    faults,
    activity,
    wire,
    console: createStoreConsole(world),
    partnerApi: createPartnerApi({ world, faults, activity, wire }),
    order: (orderId) => store.order(orderId),
    orders: (filter) => allOrders(store, filter),
    events: () => store.events(),
    charges: (filter) => allOrders(store, filter).flatMap((order) => chargeOf(order) ?? []),
    bridge: (hostOptions) => hosts.open(hostOptions),
    refund: (orderId, reason) => refundNow(world, orderId, reason),
    idle: () => activity.idle(),
    dump: () => dumpWorld(world, faults),
    reset() {
      hosts.closeAll();
      const again = beganWith(store, options);
      store.atomically(() => {
        store.clear();
        if (start.rate === 0) clock.restart(start);
        world.record(...firstEvents(again));
      });
      world.replaced();
    },
    export: () => exportWorld(store),
    import(lines) {
      const events = readExport(lines);
      hosts.closeAll();
      importWorld(world, events);
    },
    undo(event) {
      const events = eventsUntil(store, event);
      hosts.closeAll();
      importWorld(world, events, events.at(-1)?.at);
    },
    close() {
      hosts.closeAll();
      world.close();
      clock.close();
      store.close();
    },
  };
}

/** Starts everything that happens by itself as the clock moves. */
function keepTime(world: World): void {
  keepGrantWindows(world);
  keepUnrecordedPayments(world);
  keepLatePayments(world);
  keepRefunds(world);
  keepSubscriptions(world);
  keepPartnerAccount(world);
  keepReviews(world);
  keepReleases(world);
  keepPluginReviews(world);
}
