import { confirms, type GrantCallback, type GrantDecision } from '../purchase/grant-callback.js';

const SHOWN_MAX_LENGTH = 40;

/**
 * The callback, except that an answer which is no decision (nothing, a text, a `Response`) throws: the order stays
 * pending as after any throw, and the error says why. The drop-in functions, whose size counts, do without.
 */
export function decidedGrant(grant: GrantCallback): GrantCallback {
  // What is no callback at all is refused later, before anybody can pay.
  if (typeof grant !== 'function') return grant;
  return async (order) => {
    const decision: unknown = await grant(order);
    if (confirms(decision) || decision === false || decision === 'refused') return decision as GrantDecision;
    const shown = String(decision).slice(0, SHOWN_MAX_LENGTH);
    throw new TypeError(`Failed to grant: answered ${shown}. Answer true or false.`);
  };
}
