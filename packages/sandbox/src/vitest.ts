/**
 * Vitest fixtures: a fresh sandbox for each test, matchers for its orders, and its dump when a test fails.
 *
 * @packageDocumentation
 */

import { expect as vitestExpect, test as vitestTest } from 'vitest';
import type { Host } from './host/host.js';
import type { OrderFilter } from './sandbox/all-orders.js';
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
export interface OrderMatchers<Result = void> {
  /**
   * The order is PURCHASED and its grant was confirmed exactly once; with a mock, that was also called exactly once for
   * it. Fails with the dump of the world.
   */
  toBeGrantedOnce(grant?: { readonly mock: { readonly calls: readonly (readonly unknown[])[] } }): Result;
  /** Paid, and not granted. */
  toBePending(): Result;
  /** The store has paid back, also what Toss has not recorded. */
  toBeRefunded(): Result;
}

/** Matchers for a sandbox. */
export interface SandboxMatchers<Result = void> {
  /** The store took money so often, of everybody or of a user or for a product. Two charges of one tap are one too many. */
  toHaveCharges(count: number, filter?: OrderFilter): Result;
  /** Each charge is delivered, its grant confirmed exactly once, or refunded. */
  toOweNothing(): Result;
}

declare module 'vitest' {
  // The parameters have to be those of Vitest's own declaration.
  interface Matchers<R extends void | Promise<void> = void | Promise<void>, T = unknown>
    extends OrderMatchers<R>,
      SandboxMatchers<R> {}
}

vitestExpect.extend({ ...orderMatchers, ...sandboxMatchers });

/** Vitest's `expect` with {@link OrderMatchers} and {@link SandboxMatchers}. */
export const expect = vitestExpect;

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
