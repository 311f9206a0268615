import type { OrderStatusResult } from '../partner-api/order-status-result.js';
import type { Question } from './question.js';
import type { Settled } from './settle-answer.js';

// The second answer began after everything that made the first one doubtful; a third is for others who write meanwhile.
const MOST_QUESTIONS = 3;

/** What the last answer was, and what it came to. */
export interface AnswerSettled extends Settled {
  readonly answer: OrderStatusResult;
}

/**
 * Asks and does what the answer asks for. An answer that contradicts one that came while it was on its way is not believed: it
 * is asked afresh, a bounded number of times; after that the order is due, and reconciliation asks.
 */
export async function askAndSettle(
  question: Question,
  ask: (attempt: number) => Promise<OrderStatusResult>,
  settle: (question: Question, answer: OrderStatusResult) => Promise<Settled>,
): Promise<AnswerSettled> {
  let asked = question;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask(attempt);
    const settled = await settle(asked, answer);
    if (!settled.askAgain || attempt === MOST_QUESTIONS) return { ...settled, answer };
    asked = { ...question, known: settled.order };
  }
}
