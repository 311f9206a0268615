import type { Clock } from '@ait-iap/protocol';
import { failOf, type Step, successOf } from './scripted-fetch.js';

const MINUTE_MS = 60_000;

/** How a platform may count "requests a minute". */
export type Counting = { readonly kind: 'sliding' } | { readonly kind: 'fixed'; readonly phase: number };

/** A platform that allows so many requests a minute, and answers 4095 to the next. */
export interface CountingPlatform {
  readonly step: Step;
  /** When the requests arrived that were answered. */
  readonly answered: number[];
  refused(): number;
}

/**
 * @param latency - how long a request takes to arrive, and its answer to come back; drawn for each
 */
export function countingPlatform(
  clock: Clock,
  perMinute: number,
  counting: Counting,
  latency: () => number,
): CountingPlatform {
  const answered: number[] = [];
  let oldest = 0;
  let refused = 0;
  const isFull = (now: number) => {
    const since =
      counting.kind === 'sliding'
        ? now - MINUTE_MS
        : Math.floor((now - counting.phase) / MINUTE_MS) * MINUTE_MS + counting.phase - 1;
    while (oldest < answered.length && (answered[oldest] as number) <= since) oldest += 1;
    return answered.length - oldest >= perMinute;
  };
  return {
    answered,
    refused: () => refused,
    step: async (request) => {
      const { orderId } = (await request.json()) as { orderId: string };
      await clock.sleep(latency());
      const now = clock.now();
      const full = isFull(now);
      if (full) refused += 1;
      else answered.push(now);
      await clock.sleep(latency());
      return full ? failOf('4095', { data: { retryAfterSeconds: 10 } }) : successOf(orderId);
    },
  };
}
