import type { RateBudget, RateTicket } from './rate-budget.js';

const TICKET: RateTicket = { done: () => {} };

/** No budget at all, for a test or if something else limits the rate. Then a 4095 delays only the call that got it. */
export const noRateBudget: RateBudget = {
  tryTake: () => TICKET,
  take: async () => TICKET,
  pause: () => {},
  expectedWaitMs: () => 0,
  close: () => {},
};
