import type { World } from '../world/world.js';
import type { WebhookBody } from './webhook-body.js';
import type { WebhookTarget } from './webhook-target.js';

/** One attempt to send a webhook. */
export interface WebhookAttempt {
  /** The time of the sandbox clock, in epoch milliseconds. */
  readonly at: number;
  /** The HTTP status of the answer. Absent if there was none. */
  readonly status?: number;
  /** Why there was no answer. */
  readonly error?: string;
  /** True if a person asked for it. */
  readonly byHand?: true;
}

/** A webhook and its attempts. */
export interface WebhookDelivery {
  /** `delivery-1`, `delivery-2`, … */
  readonly id: string;
  /** The body that is sent. */
  readonly body: WebhookBody;
  /** `failed`: there are no more automatic attempts. */
  readonly state: 'waiting' | 'delivered' | 'failed';
  /** The attempts, the oldest first. */
  readonly attempts: readonly WebhookAttempt[];
  /** When it is tried next, in epoch milliseconds of the sandbox clock. Only while `waiting`. */
  readonly nextAt?: number;
}

const DELIVERY = 'webhook-delivery';
const WEBHOOK = 'webhook';
const TARGET = 'target';
const COUNT = 'count';

/** The webhooks of the world. They are part of its log, so they survive a restart and are included in an export. */
export class WebhookRecords {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  target(): WebhookTarget | undefined {
    return this.#world.store.record(WEBHOOK, TARGET) as WebhookTarget | undefined;
  }

  setTarget(target: WebhookTarget | undefined): void {
    this.#world.record({
      type: 'RecordChanged',
      kind: WEBHOOK,
      id: TARGET,
      ...(target && { value: target }),
    });
  }

  delivery(id: string): WebhookDelivery | undefined {
    return this.#world.store.record(DELIVERY, id) as WebhookDelivery | undefined;
  }

  /** Oldest first. */
  deliveries(): readonly WebhookDelivery[] {
    const all = this.#world.store.records(DELIVERY).map(({ value }) => value as WebhookDelivery);
    return all.sort((a, b) => numberOf(a) - numberOf(b));
  }

  add(body: WebhookBody): WebhookDelivery {
    const count = 1 + ((this.#world.store.record(WEBHOOK, COUNT) as number | undefined) ?? 0);
    const delivery: WebhookDelivery = { id: `delivery-${count}`, body, state: 'waiting', attempts: [] };
    this.#world.record(
      { type: 'RecordChanged', kind: WEBHOOK, id: COUNT, value: count },
      { type: 'RecordChanged', kind: DELIVERY, id: delivery.id, value: delivery },
    );
    return delivery;
  }

  put(delivery: WebhookDelivery): WebhookDelivery {
    this.#world.record({ type: 'RecordChanged', kind: DELIVERY, id: delivery.id, value: delivery });
    return delivery;
  }
}

function numberOf({ id }: WebhookDelivery): number {
  return Number(id.slice('delivery-'.length));
}
