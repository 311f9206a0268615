import type { OrderStatusAnswer } from '@ait-iap/protocol';
import type { GetOrderStatusRequest, PartnerClient } from '../../src/partner-api/partner-client.js';
import { toOrderStatusResult } from '../../src/partner-api/to-order-status-result.js';

/** What the platform says about one order, or what it fails with. */
export type ScriptedAnswer = Partial<OrderStatusAnswer> | Error;

/** A partner client that says what a test tells it to. Orders without a script are NOT_FOUND. */
export class ScriptedPartner implements Pick<PartnerClient, 'getOrderStatus' | 'waitForOrder'> {
  readonly asked: GetOrderStatusRequest[] = [];
  readonly #answers = new Map<string, { answer: ScriptedAnswer; userKey: string | undefined }>();
  readonly #held: { taken: () => void; released: Promise<void> }[] = [];
  /** Awaited before each answer: a test holds the platform up with it. */
  before: (request: GetOrderStatusRequest) => Promise<void> = async () => undefined;

  /** From now on the platform answers this; given a user key, only to that user. */
  say(orderId: string, answer: ScriptedAnswer, userKey?: string): this {
    this.#answers.set(orderId.toLowerCase(), { answer, userKey });
    return this;
  }

  /**
   * The next question is answered late: with what the platform says when it is asked, delivered when it is released. An answer
   * may so be older than everything that is known by then.
   */
  holdNext(): { readonly taken: Promise<void>; release(): void } {
    const taken = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    this.#held.push({ taken: taken.resolve, released: released.promise });
    return { taken: taken.promise, release: released.resolve };
  }

  getOrderStatus = async (request: GetOrderStatusRequest) => {
    this.asked.push(request);
    await this.before(request);
    request.signal?.throwIfAborted();
    const answer = this.#answerTo(request);
    const held = this.#held.shift();
    held?.taken();
    await held?.released;
    if (answer instanceof Error) throw answer;
    return toOrderStatusResult(answer);
  };

  #answerTo(request: GetOrderStatusRequest): OrderStatusAnswer | Error {
    const scripted = this.#answers.get(request.orderId.toLowerCase());
    const foreign = typeof request.userKey === 'string' && scripted?.userKey !== undefined;
    if (scripted === undefined || (foreign && scripted.userKey !== request.userKey)) {
      return { orderId: request.orderId, status: 'NOT_FOUND', reason: '' };
    }
    if (scripted.answer instanceof Error) return scripted.answer;
    return {
      orderId: request.orderId,
      status: 'PURCHASED',
      reason: '',
      sku: 'coins.100',
      statusDeterminedAt: '2026-01-01T09:00:00',
      ...scripted.answer,
    };
  }

  waitForOrder = this.getOrderStatus;
}
