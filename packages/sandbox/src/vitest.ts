/**
 * Vitest fixtures: a fresh sandbox for each test, matchers for its orders, and its dump when a test fails.
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

/** What a test is given. */
export interface SandboxFixtures {
  /** How the sandbox of a test starts; override it with `test.override` or `test.extend`. */
  readonly sandboxOptions: SandboxOptions;
  /** A world of its own, whose seed is the id of the test: on a frozen clock, closed after the test. */
  readonly sandbox: Sandbox;
  /** The user that `bridge` belongs to. */
  readonly userKey: string;
  /** A Toss app in which every payment is approved. */
  readonly bridge: Host;
}

/** Matchers for an order id, or for anything with an `orderId`. */
export interface OrderMatchers {
  /**
   * The order is PURCHASED and its grant was confirmed exactly once; with a mock, that was also called exactly once for
   * it. Fails with the dump of the world.
   */
  toBeGrantedOnce(grant?: { readonly mock: { readonly calls: readonly (readonly unknown[])[] } }): void;
  /** Paid, and not granted. */
  toBePending(): void;
  /** The store has paid back, also what Toss has not recorded. */
  toBeRefunded(): void;
}

/** Matchers for a sandbox. */
export interface SandboxMatchers {
  /** The store took money so often, of everybody or of a user or for a product. Two charges of one tap are one too many. */
  toHaveCharges(count: number, filter?: OrderScope): void;
  /** Each charge is delivered, its grant confirmed exactly once, or refunded. */
  toOweNothing(): void;
}

/** What `expect(received)` gives: everything of Vitest, and the matchers of this package. */
export type SandboxAssertion<T> = ReturnType<typeof vitestExpect<T>> &
  OrderMatchers &
  SandboxMatchers & { readonly not: OrderMatchers & SandboxMatchers };

/**
 * Vitest's `expect` with {@link OrderMatchers} and {@link SandboxMatchers}. Their types are here and not in Vitest's own
 * `Matchers`, whose parameters differ between its major versions.
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
