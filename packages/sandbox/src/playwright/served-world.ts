import { type SandboxClient, sandboxClient } from '../cli/sandbox-client.js';
import { SandboxError } from '../errors/sandbox-error.js';
import type { FaultSpec } from '../faults/fault-spec.js';
import type { BoughtOrder } from '../serve/control-api/buy.js';
import type { NamedWorld, NamedWorldOptions } from '../serve/named-worlds.js';
import type { Charge } from '../world/charge.js';
import type { Order } from '../world/order.js';

/** Selects orders or charges. */
export interface ServedWorldFilter {
  /** Only of this user. @defaultValue every user */
  readonly userKey?: string | undefined;
  /** Only of this product. @defaultValue every product */
  readonly sku?: string | undefined;
}

/** The options of a purchase without a page. */
export interface ServedPurchase {
  /** The user who buys. */
  readonly userKey: string;
  /** The product. */
  readonly sku: string;
  /** The mini-app's answer. `none`: it was closed after the payment. @defaultValue 'true' */
  readonly grant?: 'true' | 'false' | 'none' | undefined;
}

/** The world of one test, on a served sandbox. Its lists contain the newest 1,000 entries. */
export interface ServedWorld extends NamedWorld {
  /** Orders, newest first. */
  orders(filter?: ServedWorldFilter): Promise<readonly Order[]>;
  /** The payments of users, newest first. Two charges for one tap are one too many. */
  charges(filter?: ServedWorldFilter): Promise<readonly Charge[]>;
  /** Buys without a page. @returns the order id @throws SandboxError `NOT_BOUGHT` */
  purchase(purchase: ServedPurchase): Promise<string>;
  /** Refunds an order at once. */
  refund(orderId: string): Promise<void>;
  /** Moves the time forward, such as by `'40 days'`. */
  advance(by: string | number): Promise<void>;
  /** Arms a fault. */
  arm(fault: FaultSpec): Promise<void>;
  /** Exports the whole log as lines of JSON. */
  export(): Promise<string>;
  /** Calls any other command of the control API, by its path below `/api`. */
  send<Answer>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer>;
}

/** Opens a world of this name on the sandbox at `url`. @throws SandboxError `NOT_RUNNING` */
export async function openServedWorld(
  url: string,
  name: string,
  options: NamedWorldOptions,
): Promise<{ readonly world: ServedWorld; close(): Promise<void> }> {
  const main = sandboxClient({ url });
  const path = `/worlds/${encodeURIComponent(name)}`;
  const opened = await main.send<NamedWorld>('PUT', path, options);
  return {
    world: { ...opened, ...commands(sandboxClient({ url: opened.pageUrl })) },
    close: async () => void (await main.send('DELETE', path)),
  };
}

function commands(client: SandboxClient): Omit<ServedWorld, keyof NamedWorld> {
  const list = (what: string, filter: ServedWorldFilter) =>
    `/${what}?${new URLSearchParams({ ...given(filter), limit: '1000' })}`;
  return {
    send: (method, path, body) => client.send(method, path, body),
    async orders(filter = {}) {
      return (await client.send<{ orders: Order[] }>('GET', list('orders', filter))).orders;
    },
    async charges(filter = {}) {
      return (await client.send<{ charges: Charge[] }>('GET', list('charges', filter))).charges;
    },
    async purchase(purchase) {
      const bought = await client.send<BoughtOrder>('POST', '/purchases', purchase);
      if (bought.order && bought.outcome !== 'failed') return bought.order.orderId;
      const why = bought.error?.message ?? 'no order was opened';
      throw new SandboxError('NOT_BOUGHT', `Failed to buy ${purchase.sku}: ${why}.`);
    },
    async refund(orderId) {
      await client.send('POST', `/orders/${orderId}/refund`, {});
    },
    async advance(by) {
      await client.send('POST', '/clock/advance', { by });
    },
    async arm(fault) {
      await client.send('POST', '/faults', fault);
    },
    export: () => client.text('GET', '/export'),
  };
}

/** Turns a filter into query parameters. `undefined` values are left out. */
function given(filter: ServedWorldFilter): Record<string, string> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
