import type { PlatformOrder } from '../platform/platform-order.js';
import { nameError } from '../report/name-error.js';
import type { CallerOptions } from './shopper.js';

/** The support desk looks an order up, at a moment of its own and beside everybody else. */
export async function lookUp<Tx>(
  options: CallerOptions<Tx>,
  orderId: string,
  afterMs: number,
): Promise<void> {
  const { backends, clock, dice, counts, trace } = options;
  await clock.sleep(afterMs);
  counts.add('support');
  const asked = dice.pick(backends);
  trace.note(orderId, `support -> ${asked.name}: refresh`);
  try {
    const { change } = await asked.call((fulfillment) => fulfillment.refresh({ orderId }));
    trace.note(orderId, `${asked.name} -> support: ${change}`);
  } catch (error) {
    trace.note(orderId, `${asked.name} -> support: ${nameError(error)}`);
    asked.judgeError('refresh', error);
  }
}

/** Two look an order up at once, just after what happened to it last. */
export function lookUpTogether<Tx>(
  options: CallerOptions<Tx>,
  { orderId, lastChangeAt }: PlatformOrder,
): Promise<void>[] {
  const { clock, dice } = options;
  const afterMs = lastChangeAt - clock.now() + dice.spread(1, 2_000);
  return ['one', 'other'].map((name) => lookUp({ ...options, dice: dice.fork(name) }, orderId, afterMs));
}
