import { nameError } from '../report/name-error.js';
import type { CallerOptions } from './shopper.js';

/** Somebody who asks for what is not theirs: the order of another user, or an id that they made up. */
export async function steal<Tx>(options: CallerOptions<Tx>, orderId: string, afterMs: number): Promise<void> {
  const { backends, clock, dice, counts, trace, testimony } = options;
  await clock.sleep(afterMs);
  counts.add('thief');
  const asked = dice.pick(backends);
  trace.note(orderId, `thief -> ${asked.name}: grant`);
  try {
    const { outcome } = await asked.call((fulfillment) =>
      fulfillment.grant({ orderId, userKey: `thief-${dice.between(1, 5)}` }),
    );
    trace.note(orderId, `${asked.name} -> thief: ${outcome}`);
    if (outcome === 'granted' || outcome === 'already_granted') {
      testimony.complain(orderId, `a thief was told ${outcome}`);
    }
  } catch (error) {
    trace.note(orderId, `${asked.name} -> thief: ${nameError(error)}`);
    asked.judgeError('grant', error);
  }
}
