import { confirms, type GrantDecision } from './grant-callback.js';

const SHOWN_MAX_LENGTH = 40;

/**
 * The answer of a grant callback, if it is a decision.
 *
 * @throws TypeError if it is none (nothing, a text, a `Response`): the order stays pending as after any throw, and the
 * error says why
 */
export function decided(answer: unknown): GrantDecision {
  if (confirms(answer) || answer === false || answer === 'refused') return answer as GrantDecision;
  throw new TypeError(`the grant callback answered ${shown(answer)}. Answer true or false`);
}

function shown(answer: unknown): string {
  const { status } = (answer ?? {}) as { status?: unknown };
  if (typeof status === 'number') return `a response with status ${status}`;
  return String(answer).slice(0, SHOWN_MAX_LENGTH);
}
