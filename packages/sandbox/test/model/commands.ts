import fc from 'fast-check';
import { expect } from 'vitest';
import { createSandbox, type Host, memoryStore, type Sandbox } from '../../src/index.js';
import { buy, grant, statusOf } from '../support/buy.js';
import type { DomainModel, ModelOrder } from './domain-model.js';

/** The sandbox under test; a restart puts another in its place. */
export interface Real {
  sandbox: Sandbox;
}

const USERS = ['anna', 'ben'] as const;
const GOODS = [
  ['ait.sandbox.consumable-1', 'consumable'],
  ['ait.sandbox.non-consumable', 'once'],
  ['ait.sandbox.subscription-monthly', 'monthly'],
] as const;
const SECOND = 1000;
const DAY = 86_400 * SECOND;

type Step = fc.AsyncCommand<DomainModel, Real>;

const user = fc.constantFrom(...USERS);
const place = fc.nat(30);

/** Everything that can happen. `place` picks an order, whatever there are. */
export const steps: fc.Arbitrary<Step>[] = [
  fc
    .tuple(user, fc.constantFrom(...GOODS), fc.boolean())
    .map(([who, [sku, kind], pays]) => buying(who, sku, kind, pays)),
  fc.tuple(user, fc.constantFrom(...GOODS)).map(([who, [sku, kind]]) => buying(who, sku, kind, true)),
  fc
    .tuple(user, fc.constantFrom(...GOODS), fc.constantFrom(0, SECOND, DAY, Number.POSITIVE_INFINITY))
    .map(([who, [sku, kind], foundAfter]) => losing(who, sku, kind, foundAfter)),
  fc
    .tuple(place, fc.boolean())
    .map(([at, yes]) => onOrder(`answer ${yes} to`, at, (m, r, o) => answering(m, r, o, yes))),
  fc
    .tuple(user, place)
    .map(([who, at]) => onOrder(`${who} completes`, at, (m, r, o) => completing(m, r, o, who))),
  place.map((at) => onOrder('refund', at, refunding)),
  fc.constant(step('stop renewing', stopRenewing)),
  fc.constantFrom(SECOND, 29 * SECOND, 30 * SECOND, DAY, 3 * DAY, 40 * DAY).map((time) =>
    step(`pass ${time / SECOND} s`, async (model, { sandbox }) => {
      await sandbox.clock.advance(time);
      model.pass(time);
    }),
  ),
  fc.constant(
    step('restart from an export', async (_, real) => {
      const next = createSandbox({ store: memoryStore() });
      next.import([...real.sandbox.export()]);
      real.sandbox.close();
      real.sandbox = next;
    }),
  ),
];

function buying(who: string, sku: string, kind: ModelOrder['kind'], pays: boolean): Step {
  return step(`${who} ${pays ? 'buys' : 'cancels'} ${kind}`, async (model, { sandbox }) => {
    const bridge = sandbox.bridge({ userKey: who, payment: pays ? 'approve' : 'cancel' });
    const refusal = model.refusal(who, sku, kind);
    const outcome = await buy(bridge, sku, { subscription: kind === 'monthly' }).purchased.catch(
      (error) => error,
    );
    if (refusal !== undefined) return expect(outcome).toMatchObject({ code: refusal });
    if (!pays) expect(outcome).toMatchObject({ code: 'USER_CANCELED' });
    const id = pays ? (outcome as string) : (sandbox.orders().at(-1)?.orderId ?? '');
    model.open(id, who, sku, kind, pays);
  });
}

/** The money is taken, and Toss learns of it later or never. */
function losing(who: string, sku: string, kind: ModelOrder['kind'], foundAfter: number): Step {
  return step(`${who} pays for ${kind}, found after ${foundAfter} ms`, async (model, { sandbox }) => {
    const refusal = model.refusal(who, sku, kind);
    const code = 'TOSS_SERVER_VERIFICATION_FAILED';
    const found = foundAfter === Number.POSITIVE_INFINITY ? {} : { recordedAfter: foundAfter };
    const fault = sandbox.faults.arm({ name: 'purchase-error', code, ...found });
    const outcome = await buy(sandbox.bridge({ userKey: who }), sku, { subscription: kind === 'monthly' })
      .ended;
    sandbox.faults.disarm(fault.id);
    expect(outcome).toMatchObject({ code: refusal ?? code });
    if (refusal !== undefined) return;
    model.open(sandbox.orders().at(-1)?.orderId ?? '', who, sku, kind, true, foundAfter);
    await sandbox.clock.advance(0);
    model.pass(0);
  });
}

async function answering(
  model: DomainModel,
  { sandbox }: Real,
  order: ModelOrder,
  yes: boolean,
): Promise<void> {
  const bridge = sandbox.bridge({ userKey: order.user });
  const answered = grant(bridge, order.id, yes).then(
    () => undefined,
    (error: { code: string }) => error.code,
  );
  model.answer(order, yes);
  const inVain = yes && (!order.granted || order.refunded);
  expect(await answered).toBe(inVain ? 'PRODUCT_NOT_GRANTED_BY_PARTNER' : undefined);
}

async function completing(
  model: DomainModel,
  { sandbox }: Real,
  order: ModelOrder,
  who: string,
): Promise<void> {
  const said = await sandbox
    .bridge({ userKey: who })
    .call('completeProductGrant', [{ params: { orderId: order.id } }]);
  expect(said).toBe(model.complete(who, order));
}

async function refunding(model: DomainModel, { sandbox }: Real, order: ModelOrder): Promise<void> {
  if (model.refund(order)) sandbox.refund(order.id);
  else expect(() => sandbox.refund(order.id)).toThrow('Failed to refund');
}

async function stopRenewing(model: DomainModel, { sandbox }: Real): Promise<void> {
  for (const order of model.orders) {
    if (order.kind !== 'monthly' || !order.paid || order.lost || order.refunded || order.over) continue;
    sandbox.console.setAutoRenew(order.id, false);
    order.renews = false;
  }
}

function onOrder(
  name: string,
  at: number,
  run: (model: DomainModel, real: Real, order: ModelOrder) => Promise<void>,
): Step {
  const pick = (model: DomainModel) => model.orders[at % Math.max(1, model.orders.length)];
  return {
    check: (model) => model.orders.length > 0,
    toString: () => `${name} #${at}`,
    async run(model, real) {
      const order = pick(model);
      if (order !== undefined) await run(model, real, order);
      await compare(model, real);
    },
  };
}

function step(name: string, run: (model: DomainModel, real: Real) => Promise<unknown>): Step {
  return {
    check: () => true,
    toString: () => name,
    async run(model, real) {
      await run(model, real);
      await compare(model, real);
    },
  };
}

/** Everything that anybody can see, on both sides. */
async function compare(model: DomainModel, { sandbox }: Real): Promise<void> {
  for (const who of USERS) {
    const bridge = sandbox.bridge({ userKey: who });
    const pending = (await bridge.call('getPendingOrders', [])) as { orders: { orderId: string }[] };
    expect(pending.orders.map(({ orderId }) => orderId)).toEqual(model.pending(who));
    expect(await walkHistory(bridge)).toEqual(model.history(who));
    for (const order of model.orders) {
      const answer = await statusOf(sandbox, who, order.id);
      expect(answer).toMatchObject({ status: model.status(who, order) });
    }
    bridge.close();
  }
  const charges = sandbox
    .charges()
    .map(
      ({ orderId, grantedAt, refundedAt }) =>
        `${orderId}${grantedAt === undefined ? '' : ' delivered'}${refundedAt === undefined ? '' : ' refunded'}`,
    );
  expect(charges).toEqual(model.charges());
  for (const order of model.orders.filter(
    ({ kind, paid, until }) => kind === 'monthly' && paid && until > 0,
  )) {
    const subscription = sandbox.order(order.id)?.subscription;
    expect(subscription?.status).toBe(model.subscription(order));
    if (!order.refunded && !order.over) expect(subscription?.expiresAt).toBe(order.until);
  }
}

async function walkHistory(bridge: Host): Promise<string[]> {
  const lines: string[] = [];
  for (let key: string | undefined, more = true; more; ) {
    const page = (await bridge.call('getCompletedOrRefundedOrders', [{ key }])) as {
      hasNext: boolean;
      nextKey?: string;
      orders: { orderId: string; status: string }[];
    };
    lines.push(...page.orders.map(({ orderId, status }) => `${orderId} ${status}`));
    more = page.hasNext;
    key = page.nextKey;
  }
  return lines;
}
