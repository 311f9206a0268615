import type { Backend } from '../backend/backend.js';
import type { Dice } from '../dice.js';
import type { Counts } from '../report/counts.js';
import type { Trace } from '../report/trace.js';
import type { StoryClock } from '../time/story-clock.js';
import type { SubscriptionEvent } from './subscription-life.js';

/** How the platform sends its events. */
export interface SenderOptions<Tx> {
  readonly backends: readonly Backend<Tx>[];
  readonly clock: StoryClock;
  readonly dice: Dice;
  readonly counts: Counts;
  readonly trace: Trace;
}

const MOST_TRIES = 20;

/**
 * Sends the events of a subscription: each at a time of its own, some twice, in any order. One that is not taken is sent again;
 * whether the platform does so nobody has promised, so the story makes sure that each arrives.
 */
export async function sendEvents<Tx>(
  options: SenderOptions<Tx>,
  orderId: string,
  events: readonly SubscriptionEvent[],
): Promise<void> {
  const { clock, dice, trace } = options;
  for (const { body, current } of events) {
    trace.note(
      orderId,
      `subscription: ${String(body.changeReason)} at ${String(body.occurredAt)} to ${current.status}`,
    );
  }
  const send = async (event: SubscriptionEvent) => {
    await clock.sleep(event.at - clock.now() + dice.spread(1, 2 * 3_600_000));
    await sendUntilTaken(options, orderId, event);
  };
  const again = events.filter(() => dice.chance(0.2));
  await Promise.all([...events, ...again].map(send));
}

async function sendUntilTaken<Tx>(
  { backends, clock, dice, counts, trace }: SenderOptions<Tx>,
  orderId: string,
  { body, current }: SubscriptionEvent,
): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const asked = dice.pick(backends);
    counts.add('webhook');
    const status = await asked.receive(body).catch(() => 0);
    trace.note(
      orderId,
      `webhook -> ${asked.name}: ${String(body.changeReason)}, ${current.status}: ${status}`,
    );
    if (status === 204) return;
    await clock.sleep(dice.spread(1_000, 600_000));
  }
}
