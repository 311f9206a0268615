import { isOrderId, isUserKey } from '@ait-iap/protocol';
import { PartnerInputError } from '../errors/partner-input-error.js';
import { ANY_USER } from './any-user.js';
import type { OrderQuestion } from './partner-client.js';

/**
 * Refuses a question that the platform could not answer, or that leaves the user out by mistake.
 *
 * @throws PartnerInputError naming the field; the value is not repeated
 */
export function checkQuestion(question: OrderQuestion): void {
  if (!isOrderId(question?.orderId)) {
    throw new PartnerInputError(
      'orderId',
      'it is not a UUID',
      'Pass the orderId as the mini-app got it from the Toss app.',
    );
  }
  if (question.userKey === ANY_USER || isUserKey(question.userKey)) return;
  if (question.userKey === undefined || question.userKey === null) {
    throw new PartnerInputError(
      'userKey',
      'it is missing',
      'Pass the userKey of Toss Login, or ANY_USER to ask about the order of any user on purpose.',
    );
  }
  if (typeof question.userKey === 'number') {
    // Toss Login gives it as a number in JSON.
    throw new PartnerInputError('userKey', 'it is a number', 'Pass it as a string: String(userKey).');
  }
  throw new PartnerInputError(
    'userKey',
    'it is not 1 to 200 visible ASCII characters',
    'Pass the userKey of Toss Login as a string.',
  );
}
