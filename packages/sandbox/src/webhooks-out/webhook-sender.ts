import type { SubscriptionStatusChanged } from '@ait-iap/protocol';
import { SandboxError } from '../errors/sandbox-error.js';
import type { FaultName } from '../faults/fault-catalogue.js';
import type { ArmedFault } from '../faults/fault-spec.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { WorldEvent } from '../world/world-event.js';
import { type PostOutcome, postWebhook } from './post-webhook.js';
import { changeBody, verificationBody, type WebhookBody } from './webhook-body.js';
import { type WebhookAttempt, type WebhookDelivery, WebhookRecords } from './webhook-delivery.js';
import { checkWebhookUrl, type WebhookTarget } from './webhook-target.js';

/**
 * The pauses after failed attempts, in milliseconds. The platform promises no retries, so a partner has to handle both.
 */
const RETRY_AFTER_MS = [60_000, 5 * 60_000, 30 * 60_000, 2 * 3_600_000];
/** A `late` webhook comes a minute later. A webhook that should be overtaken comes after a minute at the latest. */
const DEFAULT_LATE_MS = 60_000;

/** The parts of a sandbox that sending webhooks needs. */
type Parts = Pick<Sandbox, 'world' | 'clock' | 'faults' | 'activity' | 'wire'>;

/**
 * Sends changes of subscriptions to a partner backend by webhook: one at a time and in order, unless a fault says
 * otherwise, with retries on the sandbox clock. Every attempt is stored in the world.
 *
 * If the process is killed between a change and the next write, the webhook is never sent. The platform may lose
 * webhooks too: a webhook is only a reason to ask, and a partner also has to ask without one.
 */
export class WebhookSender {
  readonly #records: WebhookRecords;
  readonly #closing = new AbortController();
  readonly #timers = new Map<string, () => void>();
  readonly #ending: (() => void)[];
  #overtaken: string[] = [];
  #queue: Promise<unknown> = Promise.resolve();
  /** Counts the worlds. The next world has other deliveries with the same ids. */
  #worlds = 0;

  readonly #parts: Parts;
  readonly #send: typeof fetch;

  constructor(parts: Parts, send: typeof fetch = fetch) {
    this.#parts = parts;
    this.#send = send;

    this.#records = new WebhookRecords(parts.world);
    this.#ending = [
      parts.world.subscribe((event) => this.#on(event)),
      parts.world.onReplaced(() => {
        this.#worlds += 1;
        this.#startAfresh();
      }),
    ];
    this.#startAfresh();
  }

  /** Where webhooks go. `undefined` if no address is registered. */
  target(): WebhookTarget | undefined {
    return this.#records.target();
  }

  /** The webhooks and their attempts. */
  deliveries(): readonly WebhookDelivery[] {
    return this.#records.deliveries();
  }

  /**
   * Registers a URL and sends the verification request. It becomes active if it answers with success.
   * @throws SandboxError `INVALID_WEBHOOK_URL`
   */
  async register(target: Omit<WebhookTarget, 'active'>): Promise<WebhookDelivery> {
    this.#records.setTarget({ ...target, url: checkWebhookUrl(target.url), active: false });
    const verification = this.#records.add(verificationBody(this.#parts.clock.now()));
    return (await this.#deliver(verification.id, {})) ?? verification;
  }

  /** Stops sending. Waiting webhooks wait for the next URL. */
  unregister(): void {
    this.#records.setTarget(undefined);
  }

  /**
   * Sends a webhook once more, even if it was already accepted. @throws SandboxError `DELIVERY_NOT_FOUND`, `NO_WEBHOOK`
   */
  async redeliver(id: string): Promise<WebhookDelivery> {
    const delivery = this.#records.delivery(id);
    if (!delivery) {
      throw new SandboxError('DELIVERY_NOT_FOUND', `Failed to deliver again: there is no ${id}.`);
    }
    if (!this.target())
      throw new SandboxError('NO_WEBHOOK', 'Failed to deliver: register a webhook URL first.');
    return (await this.#deliver(id, { byHand: true })) ?? delivery;
  }

  /** Stops sending. */
  close(): void {
    for (const end of this.#ending) end();
    for (const cancel of this.#timers.values()) cancel();
    this.#closing.abort();
  }

  #startAfresh(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    this.#overtaken = [];
    const now = this.#parts.clock.now();
    for (const { id, state, nextAt = now } of this.#records.deliveries()) {
      if (state !== 'waiting') continue;
      // A frozen clock fires no timer, no matter how long it has been due.
      if (nextAt > now) this.#plan(id, nextAt);
      else void this.#deliver(id, {});
    }
  }

  #on(event: WorldEvent): void {
    if (event.type !== 'SubscriptionChanged' || !this.target()?.active) return;
    const order = this.#parts.world.store.order(event.orderId);
    const delivery = this.#records.add(changeBody(event, order?.sku ?? ''));
    const late = this.#fault('webhook-late', delivery.body);
    const overtaken = late === undefined && this.#fault('webhook-out-of-order', delivery.body) !== undefined;
    if (overtaken) this.#overtaken.push(delivery.id);
    if (late || overtaken) this.#wait(delivery, late?.delay ?? DEFAULT_LATE_MS);
    else void this.#deliver(delivery.id, {});
  }

  #wait(delivery: WebhookDelivery, delay: number): WebhookDelivery {
    const nextAt = this.#parts.clock.now() + delay;
    const waiting = this.#records.put({ ...delivery, state: 'waiting', nextAt });
    this.#plan(waiting.id, nextAt);
    return waiting;
  }

  #plan(id: string, at: number): void {
    this.#forgetTimer(id);
    const send = () => {
      this.#timers.delete(id);
      void this.#deliver(id, {});
    };
    this.#timers.set(id, this.#parts.clock.at(at, send));
  }

  #forgetTimer(id: string): void {
    this.#timers.get(id)?.();
    this.#timers.delete(id);
  }

  /** One after the other, in the order of the changes, which is the platform's order as far as there is one. */
  #enqueue<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => {});
    return this.#parts.activity.track(done);
  }

  /** Attempts it when it is its turn, unless its world has been replaced by then. */
  #deliver(id: string, how: Pick<WebhookAttempt, 'byHand'>): Promise<WebhookDelivery | undefined> {
    const world = this.#worlds;
    return this.#enqueue(() => this.#attempt(id, how, world));
  }

  async #attempt(
    id: string,
    how: Pick<WebhookAttempt, 'byHand'>,
    world: number,
  ): Promise<WebhookDelivery | undefined> {
    const before = this.#current(id, world);
    const target = before && this.target();
    if (!before || !target || (before.state === 'delivered' && !how.byHand)) return before;
    const outcome = await this.#post(target, before.body);
    if (!this.#current(id, world)) return before;
    const delivery = this.#note(before, { at: this.#parts.clock.now(), ...outcome, ...how });
    if (delivery.state !== 'delivered') return delivery;
    this.#releaseOvertaken(id);
    if (isVerification(delivery)) this.#activate(target);
    return this.#fault('webhook-twice', delivery.body) ? this.#repeat(target, delivery, world) : delivery;
  }

  /** `undefined` if the world was replaced or the sandbox closed while a webhook waited for its turn. */
  #current(id: string, world: number): WebhookDelivery | undefined {
    return this.#closing.signal.aborted || world !== this.#worlds ? undefined : this.#records.delivery(id);
  }

  async #repeat(target: WebhookTarget, delivery: WebhookDelivery, world: number): Promise<WebhookDelivery> {
    const outcome = await this.#post(target, delivery.body);
    return this.#current(delivery.id, world)
      ? this.#note(delivery, { at: this.#parts.clock.now(), ...outcome })
      : delivery;
  }

  /** Sends the waiting webhooks to this URL. */
  #activate(verified: WebhookTarget): void {
    if (this.target()?.url !== verified.url) return;
    this.#records.setTarget({ ...verified, active: true });
    this.#startAfresh();
  }

  #post(target: WebhookTarget, body: WebhookBody): Promise<PostOutcome> {
    if (this.#fault('webhook-refused', body)) return Promise.resolve({ error: 'ECONNREFUSED' });
    return postWebhook(this.#send, target, body, this.#closing.signal);
  }

  /** Stores an attempt and plans the next one. */
  #note(before: WebhookDelivery, attempt: WebhookAttempt): WebhookDelivery {
    const delivery = this.#noteEnd(before, attempt);
    const { at: _at, ...outcome } = attempt;
    const { orderId, changeReason } = delivery.body as Partial<SubscriptionStatusChanged>;
    this.#parts.wire.publish({
      type: 'webhook.attempted',
      ...{ delivery: delivery.id, url: this.target()?.url ?? '', state: delivery.state },
      ...outcome,
      ...(orderId !== undefined && { orderId }),
      ...(changeReason !== undefined && { changeReason }),
    });
    return delivery;
  }

  #noteEnd(before: WebhookDelivery, attempt: WebhookAttempt): WebhookDelivery {
    const delivery = { ...before, attempts: [...before.attempts, attempt] };
    if (isAccepted(attempt)) {
      this.#forgetTimer(delivery.id);
      const { nextAt: _past, ...rest } = delivery;
      return this.#records.put({ ...rest, state: 'delivered' });
    }
    // A manual attempt does not change the plan, and a delivered webhook stays delivered.
    if (attempt.byHand || before.state === 'delivered') return this.#records.put(delivery);
    const delay = RETRY_AFTER_MS[delivery.attempts.filter(({ byHand }) => !byHand).length - 1];
    const { nextAt: _past, ...rest } = delivery;
    // A URL that failed its verification is only asked again by a person.
    if (delay === undefined || isVerification(delivery))
      return this.#records.put({ ...rest, state: 'failed' });
    return this.#wait(rest, delay);
  }

  #releaseOvertaken(by: string): void {
    const released = this.#overtaken.filter((id) => id !== by);
    this.#overtaken = [];
    for (const id of released) {
      this.#forgetTimer(id);
      void this.#deliver(id, {});
    }
  }

  #fault(name: FaultName, body: WebhookBody): ArmedFault | undefined {
    if (body.eventType !== 'subscription.status_changed') return undefined;
    const { orderId, sku } = body;
    return this.#parts.faults.take(name, {
      orderId,
      sku,
      userKey: this.#parts.world.store.order(orderId)?.userKey,
    });
  }
}

function isVerification({ body }: WebhookDelivery): boolean {
  return body.eventType === 'callback.registration_verification';
}

function isAccepted({ status }: WebhookAttempt): boolean {
  return status !== undefined && status >= 200 && status < 300;
}
