import { confirms, type GrantDecision } from './grant-callback.js';

/**
 * Returns the answer of a grant callback if it is a decision.
 *
 * @throws TypeError if it is not a decision (nothing, a text, a `Response`): the order stays pending as after any
 * throw, and the error says why
 */
export function decided(answer: unknown): GrantDecision {
  if (confirms(answer) || answer === false || answer === 'refused') return answer as GrantDecision;
  // What it is and not what it says: that may be somebody's data.
  const { status } = Object(answer) as { status?: unknown };
  const kind = typeof status === 'number' ? `a response with status ${status}` : typeof answer;
  throw new TypeError(`the grant callback answered ${kind}. Answer true or false`);
}
