import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import type { Applied } from './apply-answer.js';
import type { Question } from './question.js';

// The second question starts after the write that made the first answer doubtful. A third one is for further writes in
// the meantime.
const MOST_QUESTIONS = 3;

/** The last answer and its result. */
export interface AppliedAnswer extends Applied {
  readonly answer: OrderStatusResult;
}

/**
 * Asks and acts on the answer. An answer that contradicts another one that came in the meantime is not believed: the
 * question is repeated, a limited number of times. After that the order is due, and reconciliation asks.
 */
export async function askAndApply(
  question: Question,
  ask: (attempt: number) => Promise<OrderStatusResult>,
  apply: (question: Question, answer: OrderStatusResult) => Promise<Applied>,
): Promise<AppliedAnswer> {
  let asked = question;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask(attempt);
    const applied = await apply(asked, answer);
    if (!applied.askAgain || attempt === MOST_QUESTIONS) return { ...applied, answer };
    asked = { ...question, known: applied.order };
  }
}
