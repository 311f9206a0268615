import type { OrderScope } from '../sandbox/all-orders.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { Charge } from '../world/charge.js';
import type { Order } from '../world/order.js';
import type { WorldEvent } from '../world/world-event.js';

/** The result of a matcher. */
interface Verdict {
  readonly pass: boolean;
  readonly message: () => string;
}

/** A mock that is called with orders, such as `vi.fn()`. */
interface MockLike {
  readonly mock: { readonly calls: readonly (readonly unknown[])[] };
}

/** The sandboxes of tests that are running. */
const running = new Set<Sandbox>();

/** Lets the matchers find the orders of a sandbox, until the returned function is called. */
export function follow(sandbox: Sandbox): () => void {
  running.add(sandbox);
  return () => running.delete(sandbox);
}

/** `toBeGrantedOnce` and others, for `expect.extend`. They take an order id or an object with an `orderId`. */
export const orderMatchers = {
  toBeGrantedOnce(received: unknown, grant?: MockLike): Verdict {
    return judge(received, 'be granted once', (order, events) => {
      const confirmed = events.filter(({ type }) => type === 'OrderGranted').length;
      if (order.state !== 'PURCHASED') return `it is ${order.state}`;
      if (confirmed !== 1) return `its grant was confirmed ${confirmed} times`;
      const calls = grant?.mock.calls.filter(([first]) => orderIdOf(first) === order.orderId).length;
      return calls === undefined || calls === 1 ? undefined : `the grant was called ${calls} times for it`;
    });
  },
  toBePending(received: unknown): Verdict {
    return judge(received, 'be pending', ({ state }) =>
      state === 'PAYMENT_COMPLETED' ? undefined : `it is ${state}`,
    );
  },
  toBeRefunded(received: unknown): Verdict {
    return judge(received, 'be refunded', ({ state, refundedAt }) =>
      refundedAt !== undefined ? undefined : `it is ${state}`,
    );
  },
};

/** `toHaveCharges` and `toOweNothing`, for `expect.extend`. They take a sandbox and check payments instead of orders. */
export const sandboxMatchers = {
  toHaveCharges(received: unknown, count: number, filter?: OrderScope): Verdict {
    const sandbox = sandboxOf(received);
    const charges = sandbox.charges(filter);
    const found = charges.map(({ receipt, sku }) => `${sku} (${receipt})`).join(', ') || 'none';
    return verdict(
      sandbox,
      charges.length === count,
      `have ${count} charges`,
      `there are ${charges.length}: ${found}`,
    );
  },
  toOweNothing(received: unknown): Verdict {
    const sandbox = sandboxOf(received);
    const owed = sandbox.charges().flatMap((charge) => debtOf(sandbox, charge));
    return verdict(sandbox, owed.length === 0, 'owe nothing', owed.join('; ') || 'it owes nothing');
  },
};

function debtOf({ world }: Sandbox, { orderId, refundedAt, recorded }: Charge): string[] {
  if (refundedAt !== undefined) return [];
  const confirmed = [...world.store.events()].filter(
    (event) => event.type === 'OrderGranted' && event.orderId === orderId,
  ).length;
  if (confirmed === 1) return [];
  const state =
    confirmed > 1 ? `granted ${confirmed} times` : recorded ? 'not granted' : 'not recorded by Toss';
  return [`order ${orderId} is paid and ${state}, and not refunded`];
}

function sandboxOf(received: unknown): Sandbox {
  const { charges } = (received ?? {}) as Partial<Sandbox>;
  if (typeof charges === 'function') return received as Sandbox;
  throw new Error('Failed to judge: this is not a sandbox. Use the sandbox of this test.');
}

function verdict(sandbox: Sandbox, pass: boolean, what: string, found: string): Verdict {
  return {
    pass,
    message: () => `expected the sandbox ${pass ? 'not ' : ''}to ${what}, and ${found}\n${sandbox.dump()}`,
  };
}

function judge(
  received: unknown,
  what: string,
  complain: (order: Order, events: readonly WorldEvent[]) => string | undefined,
): Verdict {
  const orderId = orderIdOf(received);
  for (const { world, dump } of running) {
    const order = orderId === undefined ? undefined : world.store.order(orderId);
    if (order === undefined) continue;
    const events = [...world.store.events()].filter(
      (event) => 'orderId' in event && event.orderId === orderId,
    );
    const complaint = complain(order, events);
    const message = () =>
      `expected order ${orderId} ${complaint === undefined ? 'not ' : ''}to ${what}, and ${complaint ?? 'it is so'}\n${dump()}`;
    return { pass: complaint === undefined, message };
  }
  // For an order that does not exist, neither `expect` nor `expect.not` may pass.
  throw new Error(
    `Failed to judge ${JSON.stringify(received)}: no running sandbox has such an order. Use the sandbox of this test.`,
  );
}

function orderIdOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  const { orderId } = (value ?? {}) as { orderId?: unknown };
  return typeof orderId === 'string' ? orderId : undefined;
}
