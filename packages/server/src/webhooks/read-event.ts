import {
  isOrderId,
  isRegistrationVerification,
  isSubscriptionStatusChanged,
  parseStatusDeterminedAt,
  type SubscriptionStatusChanged,
  subscriptionStatusChangedSchema,
  toOrderId,
  webhookEventSchema,
} from '@ait-iap/protocol';
import type { UnreadState } from '../ledger/schema.js';
import type { ChangeKey, StoredChange } from '../ledger/subscription-changes.js';

/** A change of a subscription with a valid time. */
export interface ReadableChange {
  readonly key: ChangeKey;
  readonly event: SubscriptionStatusChanged;
  /** When it happened, as the platform says, in milliseconds since 1970. */
  readonly claimedAtMs: number;
}

/** The content of a body. `eventType` is as it was sent, at most 100 characters; empty if it names none. */
export type ReadEvent =
  | { readonly kind: 'verification'; readonly eventType: string }
  | { readonly kind: 'change'; readonly eventType: string; readonly change: ReadableChange }
  | { readonly kind: 'unread'; readonly eventType: string; readonly state: UnreadState };

// Longer ones would not fit into an index of PostgreSQL.
const KEY_TEXT_MAX_LENGTH = 200;

/** Reads the body of a webhook. Any body is one of the three kinds. Never throws. */
export function readEvent(body: string): ReadEvent {
  const json = parseJson(body);
  const eventType = eventTypeOf(json);
  const unread = (state: UnreadState) => ({ kind: 'unread', eventType, state }) as const;
  const parsed = webhookEventSchema.safeParse(json);
  if (!parsed.success) return unread('unreadable');
  if (isRegistrationVerification(parsed.data)) return { kind: 'verification', eventType };
  if (!isSubscriptionStatusChanged(parsed.data)) return unread('unknown_type');
  const change = toReadable(parsed.data);
  return change === undefined ? unread('unreadable') : { kind: 'change', eventType, change };
}

/** Reads a stored change. `undefined` if this version cannot read it. */
export function readStoredChange(stored: StoredChange): ReadableChange | undefined {
  const parsed = subscriptionStatusChangedSchema.safeParse(parseJson(stored.payload));
  const change = parsed.success ? toReadable(parsed.data) : undefined;
  return change && { ...change, key: stored };
}

function toReadable(event: SubscriptionStatusChanged): ReadableChange | undefined {
  const claimedAtMs = parseStatusDeterminedAt(event.occurredAt);
  if (claimedAtMs === undefined || !isOrderId(event.orderId)) return undefined;
  const { eventType, occurredAt, changeReason } = event;
  if (!isStorable(occurredAt) || !isStorable(changeReason)) return undefined;
  return {
    key: { orderId: toOrderId(event.orderId), eventType, occurredAt, changeReason },
    event,
    claimedAtMs,
  };
}

// PostgreSQL accepts neither a NUL nor half of a surrogate pair.
function storable(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '');
}

function isStorable(text: string): boolean {
  return text.length <= KEY_TEXT_MAX_LENGTH && storable(text) === text;
}

function eventTypeOf(json: unknown): string {
  const { eventType } = { ...(json as object) } as { eventType?: unknown };
  return typeof eventType === 'string' ? storable(eventType.slice(0, 100)) : '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
