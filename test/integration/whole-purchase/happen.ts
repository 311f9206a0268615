import type { OrderStep, Step } from './story.js';
import type { Town } from './town.js';

const SECOND = 1_000;

/** The check plan of the server gives an order up after 120 days. It does not see a later refund. */
const LAST_REFUND_AGE = 90 * 86_400 * SECOND;

/** Lets a step happen. */
export async function happen(town: Town, step: Step): Promise<void> {
  const phone = 'phone' in step ? town.phones[step.phone] : undefined;
  switch (step.step) {
    case 'tap':
      if (phone !== undefined) phone.decision = step.decision;
      phone?.tap(step.sku, step.through);
      break;
    case 'decide':
      phone?.decide(step.decision);
      break;
    case 'leave':
      phone?.leave();
      break;
    case 'kill':
      phone?.kill();
      break;
    case 'start':
      phone?.start(step.appVersion);
      if (step.recovers) void phone?.recover();
      break;
    case 'recover':
      void phone?.recover();
      break;
    case 'network':
      town.network.break(step.kind, step.times);
      break;
    case 'callbacks fail':
      town.backend.failCallbacks(step.times);
      break;
    case 'restart backend':
      await town.restartBackend();
      break;
    case 'fault':
      town.sandbox.faults.arm({ ...step.spec, times: step.times });
      break;
    case 'reconcile':
      await town.during(town.backend.reconcile(), 20 * SECOND);
      break;
    case 'pass':
      await town.pass(step.time);
      break;
    default:
      await happenToOrder(town, step);
  }
  await town.turns();
}

async function happenToOrder(town: Town, step: OrderStep): Promise<void> {
  const orders = town.orders();
  const order = orders[step.nth % Math.max(1, orders.length)];
  if (order === undefined) return;
  const { orderId, state, paidAt, refundedAt } = order;
  switch (step.step) {
    case 'refund':
      if (paidAt === undefined || refundedAt !== undefined) return;
      if (town.sandbox.clock.now() - paidAt < LAST_REFUND_AGE) town.sandbox.refund(orderId);
      break;
    case 'approve payment':
      // Only an order that waits for an approval: the others have their own sheets.
      if (state === 'ORDER_IN_PROGRESS' && town.waitsForApproval(orderId))
        town.sandbox.console.approvePayment(orderId);
      break;
    case 'steal':
      await town.during(town.steal(orderId, order.userKey === 'ben' ? 'anna' : 'ben'), 20 * SECOND);
      break;
  }
}
