import type { OrderStatusAnswer } from '@ait-iap/protocol';
import type { GetOrderStatusRequest, PartnerClient } from '../../src/partner-api/partner-client.js';
import { toOrderStatusResult } from '../../src/partner-api/to-order-status-result.js';

/** What the platform says about one order, or what it fails with. */
export type ScriptedAnswer = Partial<OrderStatusAnswer> | Error;

/** A partner client that says what a test tells it to. Orders without a script are NOT_FOUND. */
export class ScriptedPartner implements Pick<PartnerClient, 'getOrderStatus' | 'waitForOrder'> {
  readonly asked: GetOrderStatusRequest[] = [];
  readonly #answers = new Map<string, { answer: ScriptedAnswer; userKey: string | undefined }>();
  /** Awaited before each answer: a test holds the platform up with it. */
  before: (request: GetOrderStatusRequest) => Promise<void> = async () => undefined;

  /** From now on the platform answers this; given a user key, only to that user. */
  say(orderId: string, answer: ScriptedAnswer, userKey?: string): this {
    this.#answers.set(orderId.toLowerCase(), { answer, userKey });
    return this;
  }

  getOrderStatus = async (request: GetOrderStatusRequest) => {
    this.asked.push(request);
    await this.before(request);
    request.signal?.throwIfAborted();
    const scripted = this.#answers.get(request.orderId.toLowerCase());
    const foreign = typeof request.userKey === 'string' && scripted?.userKey !== undefined;
    if (scripted === undefined || (foreign && scripted.userKey !== request.userKey)) {
      return toOrderStatusResult({ orderId: request.orderId, status: 'NOT_FOUND', reason: '' });
    }
    if (scripted.answer instanceof Error) throw scripted.answer;
    return toOrderStatusResult({
      orderId: request.orderId,
      status: 'PURCHASED',
      reason: '',
      sku: 'coins.100',
      statusDeterminedAt: '2026-01-01T09:00:00',
      ...scripted.answer,
    });
  };

  waitForOrder = this.getOrderStatus;
}
