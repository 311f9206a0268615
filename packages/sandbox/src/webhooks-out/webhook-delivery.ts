import type { World } from '../world/world.js';
import type { WebhookBody } from './webhook-body.js';
import type { WebhookTarget } from './webhook-target.js';

/** One try to deliver. */
export interface WebhookAttempt {
  /** Time of the sandbox, epoch milliseconds. */
  readonly at: number;
  /** HTTP status of the answer; absent when there was none. */
  readonly status?: number;
  /** Why there was no answer. */
  readonly error?: string;
  /** Asked for by a person. */
  readonly byHand?: true;
}

/** A webhook and what became of it. */
export interface WebhookDelivery {
  /** `delivery-1`, `delivery-2`, … */
  readonly id: string;
  readonly body: WebhookBody;
  /** `failed`: not tried again by itself. */
  readonly state: 'waiting' | 'delivered' | 'failed';
  readonly attempts: readonly WebhookAttempt[];
  /** When it is tried next, in the time of the sandbox; only while `waiting`. */
  readonly nextAt?: number;
}

const DELIVERY = 'webhook-delivery';
const WEBHOOK = 'webhook';
const TARGET = 'target';
const COUNT = 'count';

/** Webhooks in the world: part of its log, so they outlive a restart and travel with an export. */
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
