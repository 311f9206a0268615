import type { RateBudget, RateTicket } from './rate-budget.js';

const TICKET: RateTicket = { done: () => {} };

/**
 * No budget at all: for a test, or where something else keeps the rate. A 4095 then only delays the call that
 * met it.
 */
export const noRateBudget: RateBudget = {
  tryTake: () => TICKET,
  take: async () => TICKET,
  pause: () => {},
  expectedWaitMs: () => 0,
  close: () => {},
};
