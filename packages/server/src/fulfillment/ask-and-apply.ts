import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import type { Applied } from './apply-answer.js';
import type { Question } from './question.js';

// The second answer began after everything that made the first one doubtful; a third is for others who write meanwhile.
const MOST_QUESTIONS = 3;

/** What the last answer was, and what it came to. */
export interface AppliedAnswer extends Applied {
  readonly answer: OrderStatusResult;
}

/**
 * Asks and does what the answer asks for. An answer that contradicts one that came while it was on its way is not believed: it
 * is asked afresh, a bounded number of times; after that the order is due, and reconciliation asks.
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
