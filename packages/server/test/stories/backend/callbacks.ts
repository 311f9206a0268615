import type { Clock } from '@ait-iap/protocol';
import type { OnGrant, OnRevoke } from '../../../src/fulfillment/callbacks.js';
import type { OnSubscriptionChanged } from '../../../src/webhooks/subscription-change.js';
import type { StoryDatabase } from '../database/story-database.js';
import type { Dice } from '../dice.js';
import type { Counts } from '../report/counts.js';
import type { Trace } from '../report/trace.js';
import { type Mood, pickMood } from './callback-moods.js';

/** What the application itself throws. */
export class MoodError extends Error {
  override readonly name = 'MoodError';
}

/** What the callbacks of a backend share. */
export interface CallbackOptions<Tx> {
  readonly name: string;
  readonly database: StoryDatabase<Tx>;
  /** Of the process: what waits on it dies with it. */
  readonly clock: Clock;
  readonly dice: Dice;
  readonly counts: Counts;
  readonly trace: Trace;
  /** Whether they may misbehave at this moment. */
  readonly troubled: () => boolean;
  readonly without: ReadonlySet<string>;
  /** Told of what the ledger asks to hand over, before anything is done. */
  readonly onGrantAsked: (orderId: string, status: string) => void;
  /** Told of what it asks to take back. */
  readonly onRevokeAsked: (orderId: string) => void;
}

/** The application's callbacks: they write, and now and then they misbehave. */
export function createCallbacks<Tx>(options: CallbackOptions<Tx>): {
  readonly onGrant: OnGrant<Tx>;
  readonly onRevoke: OnRevoke<Tx>;
  readonly onSubscriptionChanged: OnSubscriptionChanged<Tx>;
} {
  const { database } = options;
  return {
    onGrant: async (tx, order) => {
      options.onGrantAsked(order.orderId, order.status);
      await act(options, 'onGrant', order.orderId, tx, () => database.give(tx, order));
    },
    onRevoke: async (tx, order) => {
      options.onRevokeAsked(order.orderId);
      await act(options, 'onRevoke', order.orderId, tx, () => database.takeBack(tx, order));
    },
    onSubscriptionChanged: (tx, { orderId, current }) =>
      act(options, `onSubscriptionChanged to ${current.status}`, orderId, tx, async () => undefined),
  };
}

async function act<Tx>(
  options: CallbackOptions<Tx>,
  callback: string,
  orderId: string,
  tx: Tx,
  write: () => Promise<void>,
): Promise<void> {
  const mood = pick(options);
  if (mood !== 'fine') options.counts.add(`callback ${mood}`);
  options.trace.note(orderId, `${options.name}: ${callback}, ${mood}`);
  await behave(options, mood, tx, write);
}

function pick<Tx>({ dice, database, troubled, without }: CallbackOptions<Tx>): Mood {
  const mood = pickMood(dice);
  if (!troubled() || without.has(mood)) return 'fine';
  if (mood === 'savepoint' && database.retryInSavepoint === undefined) return 'fine';
  if (mood === 'own rollback' && database.rollBackOnItsOwn === undefined) return 'fine';
  return mood === 'swallowed' && database.swallowFailure === undefined ? 'fine' : mood;
}

async function behave<Tx>(
  { database, clock, dice }: CallbackOptions<Tx>,
  mood: Mood,
  tx: Tx,
  write: () => Promise<void>,
): Promise<void> {
  switch (mood) {
    case 'slow':
      if (dice.chance(0.5)) await clock.sleep(dice.spread(10, 8_000));
      await write();
      return clock.sleep(dice.spread(10, 8_000));
    case 'stubborn':
      await write();
      return clock.sleep(dice.spread(5_000, 60_000));
    case 'throws':
      throw new MoodError('out of stock');
    case 'throws late':
      await write();
      throw new MoodError('out of stock after all');
    case 'hangs':
      return new Promise(() => undefined);
    case 'savepoint':
      return database.retryInSavepoint?.(tx, write);
    case 'own rollback':
      return database.rollBackOnItsOwn?.(tx, write);
    case 'swallowed':
      await write();
      return database.swallowFailure?.(tx);
    default:
      return write();
  }
}
