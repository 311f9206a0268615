import { confirms, type GrantDecision } from './grant-callback.js';

/**
 * Returns the answer of a grant callback if it is a decision.
 *
 * @throws TypeError if it is not a decision (nothing, a text, a `Response`): the order stays pending as after any
 * throw, and the error says why
 */
export function decided(answer: unknown): GrantDecision {
  if (confirms(answer) || answer === false || answer === 'refused') return answer as GrantDecision;
  throw new TypeError(`the grant callback answered ${shown(answer)}. Answer true or false`);
}

/** Describes the value without its content, which may be private data. */
function shown(answer: unknown): string {
  const { status } = Object(answer) as { status?: unknown };
  if (typeof status === 'number') return `a response with status ${status}`;
  return answer === null || answer === undefined ? String(answer) : `with a value of type ${typeof answer}`;
}
