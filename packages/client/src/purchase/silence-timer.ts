import type { Clock } from '@ait-iap/protocol';

/**
 * How long an order sheet may be open without a word, in milliseconds: a user reads, types a password, waits for a bank.
 * One that was closed in silence says nothing either.
 */
const NO_WORD_LIMIT_MS = 300_000;

/** The same after a word that this package does not know: it may have been the last one. */
const UNKNOWN_WORD_LIMIT_MS = 180_000;

/** Tells when an order sheet has said nothing for too long. */
export interface SilenceTimer {
  readonly over: Promise<void>;
  /** A word was said that this package does not know. */
  restart(): void;
  stop(): void;
}

/** Starts to wait. */
export function silenceTimer(clock: Clock): SilenceTimer {
  let wait = new AbortController();
  let isOver: () => void = () => {};
  const over = new Promise<void>((resolve) => {
    isOver = resolve;
  });
  const start = (limitMs: number) => {
    wait.abort();
    wait = new AbortController();
    clock.sleep(limitMs, wait.signal).then(isOver, () => {});
  };
  start(NO_WORD_LIMIT_MS);
  return {
    over,
    restart: () => start(UNKNOWN_WORD_LIMIT_MS),
    stop: () => wait.abort(),
  };
}
