import { createIapClient, setBridge } from '@ait-iap/client';
import { afterEach, beforeEach, vi } from 'vitest';
import { type Method, scriptedBridge } from './scripted-bridge.js';

/** Ids of orders, to tell them apart. */
export const A = '13c9a1ff-2baa-4495-bbfa-a0826ba8c7c0';
export const B = '0198a1ff-2baa-7495-bbfa-a0826ba8c7c1';
export const C = '0198a1ff-2baa-7495-bbfa-a0826ba8c7c2';

/** A sound product. */
export const product = (sku: string) => ({
  sku,
  type: 'CONSUMABLE',
  displayName: '보석',
  displayAmount: '1,000원',
  iconUrl: 'https://static.example/gem.png',
  description: '반짝여요',
});
/** A sound subscription with two offers. */
export const subscription = {
  ...product('b'),
  type: 'SUBSCRIPTION',
  renewalCycle: 'MONTHLY',
  offers: [
    { type: 'FREE_TRIAL', offerId: 'trial', period: 'P1W' },
    { type: 'RETURNING', offerId: 'back', period: 'P1M', displayAmount: '500원' },
  ],
};
/** A sound order of the pending list. */
export const pending = (orderId: string, sku = 'a') => ({
  orderId,
  sku,
  paymentCompletedDate: '2026-01-01T00:00:00',
});
/** A sound order of the history. */
export const finished = (orderId: string) => ({
  orderId,
  sku: 'a',
  status: 'COMPLETED',
  date: '2026-01-01T00:00:00',
});

/** A client, and the drop-in functions, in front of a host that answers so. */
export function over(methods: Record<string, Method>) {
  const bridge = scriptedBridge(methods);
  setBridge(bridge);
  return { iap: createIapClient({ bridge }), bridge };
}

/** Keeps what each test of a file writes to the console as a warning. */
export function keepWarnings() {
  let warn: ReturnType<typeof vi.spyOn>;
  beforeEach(() => {
    warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  });
  afterEach(() => {
    setBridge(undefined);
    vi.restoreAllMocks();
  });
  return {
    /** Each warning so far. */
    all: (): readonly string[] => warn.mock.calls.flat().map(String),
    /** All of them as one text. */
    text: () => warn.mock.calls.flat().join('\n'),
  };
}
