/**
 * Vitest fixtures: a new sandbox for each test, matchers for its orders, and a dump of its world if a test fails.
 *
 * @packageDocumentation
 */

import { expect as vitestExpect, test as vitestTest } from 'vitest';
import type { Host } from './host/host.js';
import type { OrderScope } from './sandbox/all-orders.js';
import { createSandbox } from './sandbox/create-sandbox.js';
import type { Sandbox } from './sandbox/sandbox.js';
import type { SandboxOptions } from './sandbox/sandbox-options.js';
import { follow, orderMatchers, sandboxMatchers } from './vitest/matchers.js';

/** The fixtures of a test. */
export interface SandboxFixtures {
  /** The options of the test's sandbox. Override them with `test.override` or `test.extend`. */
  readonly sandboxOptions: SandboxOptions;
  /** The test's own sandbox, on a frozen clock. Its seed is the id of the test. It is closed after the test. */
  readonly sandbox: Sandbox;
  /** The user that `bridge` belongs to. */
  readonly userKey: string;
  /** A Toss app in which every payment is approved. */
  readonly bridge: Host;
}

/** Matchers for an order id or an object with an `orderId`. */
export interface OrderMatchers {
  /**
   * The order is PURCHASED and its grant was confirmed exactly once. With a mock: the mock was also called exactly once
   * for it. A failure shows the dump of the world.
   */
  toBeGrantedOnce(grant?: { readonly mock: { readonly calls: readonly (readonly unknown[])[] } }): void;
  /** Paid, and not granted. */
  toBePending(): void;
  /** The app market has paid back, even if Toss has not recorded the payment. */
  toBeRefunded(): void;
}

/** Matchers for a sandbox. */
export interface SandboxMatchers {
  /**
   * The app market took this number of payments, in all, from a user or for a product. Two charges for one tap are one
   * too many.
   */
  toHaveCharges(count: number, filter?: OrderScope): void;
  /** Each charge is refunded, or its grant was confirmed exactly once. */
  toOweNothing(): void;
}

/** The result of `expect(received)`: the matchers of Vitest and of this package. */
export type SandboxAssertion<T> = ReturnType<typeof vitestExpect<T>> &
  OrderMatchers &
  SandboxMatchers & { readonly not: OrderMatchers & SandboxMatchers };

/**
 * Vitest's `expect` with {@link OrderMatchers} and {@link SandboxMatchers}. Their types are here, because the
 * parameters of Vitest's own `Matchers` differ between its major versions.
 */
export type SandboxExpect = (<T>(actual: T, message?: string) => SandboxAssertion<T>) & typeof vitestExpect;

vitestExpect.extend({ ...orderMatchers, ...sandboxMatchers });

/** Vitest's `expect` with {@link OrderMatchers} and {@link SandboxMatchers}. */
export const expect = vitestExpect as SandboxExpect;

/** Vitest's `test` with {@link SandboxFixtures}. */
export const test = vitestTest.extend<SandboxFixtures>({
  sandboxOptions: {},
  userKey: 'user-1',
  sandbox: async ({ sandboxOptions, task, onTestFailed }, use) => {
    const sandbox = createSandbox({ seed: task.id, ...sandboxOptions });
    const stop = follow(sandbox);
    onTestFailed(() => console.error(sandbox.dump()));
    await use(sandbox);
    stop();
    sandbox.close();
  },
  bridge: async ({ sandbox, userKey }, use) => {
    await use(sandbox.bridge({ userKey }));
  },
});
