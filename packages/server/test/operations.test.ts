import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOrderId, type OrderId } from '@ait-iap/protocol';
import { readSheet } from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { createFulfillment } from '../src/fulfillment/create-fulfillment.js';
import { folder, onEachStore, USER } from './support/command-line.js';

const BY = ['--actor', 'minji', '--reason', 'ticket 7'];

onEachStore('the command line', (commandLine) => {
  it('tells the story of one order', async () => {
    const { run, json, grant, refund } = commandLine();
    const orderId = await grant();
    await refund(orderId);
    const { code, out } = await run('order', orderId.toUpperCase());
    expect(code).toBe(0);
    expect(out).toContain('delivery    revoked, taken back 2026-11-26 10:00:00');
    expect(out).toMatch(/2026-11-26 10:00:00 {2}granted {2}\{"sku":"coins.100"/);
    expect(await json('order', orderId)).toMatchObject({
      order: { orderId, status: 'REFUNDED', delivery: 'revoked' },
      timeline: [{ kind: 'granted' }, { kind: 'revoked' }],
    });
    expect(await run('order', createOrderId())).toMatchObject({
      code: 1,
      err: expect.stringContaining('원장에 없는'),
    });
  });

  it("lists one customer's purchases page by page, the newest first, and no one else's", async () => {
    const { run, json, grant, clock } = commandLine();
    const ids: OrderId[] = [];
    for (let count = 0; count < 5; count += 1) {
      ids.push(await grant());
      // Two of one moment.
      if (count !== 2) clock.advance(1_000);
    }
    await grant('stranger');
    const pages: OrderId[][] = [];
    let after: string[] = [];
    for (;;) {
      const { orders, next } = await json('user', USER, '--limit', '2', ...after);
      pages.push(orders.map((order: { orderId: OrderId }) => order.orderId));
      if (next === undefined) break;
      after = ['--after', next];
    }
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(pages.flat().sort()).toEqual(ids.toSorted());
    expect(pages[0]?.[0]).toBe(ids[4]);
    expect((await run('user', 'nobody')).out).toContain('없어요');
  });

  it('lists refunds, of all time or of one month in Korea', async () => {
    const { run, json, grant, refund, clock } = commandLine();
    // Half past midnight on 1 December in Korea.
    const november = await grant();
    await refund(november);
    await grant();
    clock.advance(Date.UTC(2026, 10, 30, 15, 30) - clock.now());
    const december = await grant();
    await refund(december);
    const ids = async (...args: string[]) =>
      (await json('refunds', ...args)).orders.map((order: { orderId: OrderId }) => order.orderId);
    expect((await ids()).sort()).toEqual([november, december].sort());
    expect(await ids('--month', '2026-11')).toEqual([november]);
    expect(await ids('--month', '2026-12')).toEqual([december]);
    expect(await run('refunds', '--month', '2026-13')).toMatchObject({ code: 1 });
  });

  it('exports a month as CSV and as xlsx, with the amounts that are known', async () => {
    const { run, grant, refund } = commandLine();
    const paid = await grant();
    const back = await grant();
    await refund(back);
    const at = folder();
    const prices = join(at, 'prices.json');
    writeFileSync(prices, JSON.stringify({ 'coins.100': 1_100 }));
    const csv = join(at, 'november.csv');
    const told = await run('export', '--month', '2026-11', '--out', csv, '--prices', prices);
    expect(told).toMatchObject({
      code: 0,
      out: expect.stringContaining('2 orders, 2200 KRW paid, 1100 KRW of it refunded'),
    });
    const lines = readFileSync(csv, 'utf8').replace('\ufeff', '').trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines.find((line) => line.startsWith(paid))).toBe(
      `${paid},${USER},coins.100,1100,,PURCHASED,granted,,2026-11-26 10:00:00,2026-11-26 10:00:00,`,
    );
    const xlsx = join(at, 'november.xlsx');
    await run('export', '--month', '2026-11', '--out', xlsx, '--prices', prices);
    expect((await readSheet(xlsx)).map((row) => row.slice(0, 5))).toEqual([
      ['order_id', 'user_key', 'sku', 'amount_krw', 'refunded_krw'],
      ...[paid, back].sort().map((id) => [id, USER, 'coins.100', 1_100, id === back ? 1_100 : null]),
    ]);
    expect((await run('export', '--month', '2026-12')).out.split('\n')).toHaveLength(1);
  });

  it('reads a ledger of more orders than a page holds', async () => {
    const { run, clock, fulfillment } = commandLine();
    const orders = Array.from({ length: 2_500 }, () => ({
      orderId: createOrderId(),
      userKey: USER,
      sku: 'gem',
      grantedAt: new Date(clock.now()),
    }));
    await fulfillment.importOrders(orders);
    const { out } = await run('export', '--month', '2026-11');
    expect(
      new Set(
        out
          .split('\n')
          .slice(1)
          .map((line) => line.slice(0, 36)),
      ),
    ).toEqual(new Set(orders.map(({ orderId }) => orderId)));
  });

  it('finds nothing wrong in a correct ledger for the doctor, and says what is wrong in another', async () => {
    const { json, partner, harness } = commandLine();
    const of = async () =>
      (await json('doctor')).findings.map(({ check, state }: Record<string, string>) => `${check} ${state}`);
    expect(await of()).toEqual(expect.arrayContaining(['database ok', 'reconciliation ok']));
    const { store, removeItem } = harness;
    const onGrant = () => Promise.reject(new Error('the wallet is down'));
    const failing = createFulfillment({ partner, store, onGrant, onRevoke: removeItem });
    const orderId = createOrderId();
    partner.say(orderId, {}, USER);
    await expect(failing.grant({ orderId, userKey: USER })).rejects.toThrow();
    expect(await of()).toEqual(expect.arrayContaining(['database ok', 'reconciliation warning']));
  });

  it('marks an order as granted by hand: it counts as granted, and onGrant runs neither now nor later', async () => {
    const { run, partner, fulfillment, harness } = commandLine();
    const orderId = createOrderId();
    const marked = await run(
      'mark-granted',
      orderId,
      '--user',
      USER,
      '--sku',
      'coins.100',
      '--granted-at',
      '2026-11-26 09:30',
      ...BY,
    );
    expect(marked).toMatchObject({ code: 0, out: expect.stringContaining('granted') });
    partner.say(orderId, {}, USER);
    expect(await fulfillment.grant({ orderId, userKey: USER })).toMatchObject({ outcome: 'already_granted' });
    expect(await harness.items()).toEqual([]);
    expect(await fulfillment.timeline(orderId)).toMatchObject([
      { kind: 'granted_by_hand', detail: { actor: 'minji', reason: 'ticket 7' } },
    ]);
    const other = await run('mark-granted', orderId, '--user', 'stranger', '--sku', 'coins.100', ...BY);
    expect(other).toMatchObject({ code: 3, out: expect.stringContaining('OTHER_USER') });
    expect(await run('mark-granted', orderId, '--user', USER, '--sku', 'coins.100')).toMatchObject({
      code: 1,
      err: expect.stringContaining('--actor'),
    });
  });

  it('grants an order once more, with the onGrant of a module of the application', async () => {
    const { run, grant, partner, fulfillment, harness } = commandLine();
    const orderId = await grant();
    const module = join(folder(), 'fulfillment.mjs');
    writeFileSync(module, 'export const { fulfillment, close } = globalThis.shop;');
    let closed = 0;
    Object.assign(globalThis, { shop: { fulfillment, close: () => (closed += 1) } });
    const redeliver = (path: string, id: string = orderId) =>
      run('redeliver', id, '--fulfillment', path, ...BY);
    expect(await redeliver(module)).toMatchObject({ code: 0, out: expect.stringContaining('redelivered') });
    expect(await harness.items()).toHaveLength(2);
    expect(closed).toBe(1);
    partner.say(orderId, { status: 'REFUNDED' }, USER);
    expect(await redeliver(module)).toMatchObject({ code: 3, out: expect.stringContaining('REFUNDED') });
    const broken = join(folder(), 'broken.mjs');
    writeFileSync(broken, 'throw new Error("no DATABASE_URL")');
    expect(await redeliver(broken)).toMatchObject({
      code: 1,
      err: expect.stringContaining('no DATABASE_URL'),
    });
  });

  it('forgets a person and keeps the accounts, and still sees a refund', async () => {
    const { run, json, grant, refund, partner, fulfillment, harness } = commandLine();
    const kept = await grant();
    const back = await grant();
    await refund(back);
    const others = await grant('stranger');
    await fulfillment.createIntent({ userKey: USER, sku: 'coins.100' });
    const before = await json('forget-user', USER, '--dry-run', ...BY);
    expect(before).toMatchObject({ outcome: 'foreseen', orders: [kept, back].sort() });
    expect((await json('user', USER)).orders).toHaveLength(2);

    expect(await run('forget-user', USER, ...BY)).toMatchObject({
      code: 0,
      out: expect.stringContaining(kept),
    });
    const { out } = await run('export', '--month', '2026-11');
    expect(out).not.toContain(USER);
    expect(out).toContain(`${kept},forgotten ${kept},coins.100`);
    expect(out).toContain(`${others},stranger`);
    expect((await run('order', kept)).out).toContain('user_forgotten');
    expect(await run('audit')).toMatchObject({ code: 0 });
    // The same person comes back with the order.
    expect(await fulfillment.grant({ orderId: kept, userKey: USER })).toMatchObject({ outcome: 'refused' });
    await expect(fulfillment.grant({ orderId: kept, userKey: `forgotten ${kept}` })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });

    await refund(kept);
    // The store takes the other refund back: there is nobody to hand it to.
    partner.say(back, { statusDeterminedAt: '2026-11-26T12:00:00' }, USER);
    await fulfillment.refresh({ orderId: back });
    expect(await harness.items()).toEqual([{ orderId: others, userKey: 'stranger', sku: 'coins.100' }]);
    expect(await run('audit')).toMatchObject({ code: 0 });
  });

  it('does not forget a person whose order is still open, and names the order', async () => {
    const { run, json, grant, partner, clock, harness } = commandLine();
    await grant();
    const orderId = createOrderId();
    partner.say(orderId, {}, USER);
    const failing = createFulfillment({
      partner,
      store: harness.store,
      clock,
      onGrant: () => Promise.reject(new Error('the wallet is down')),
      onRevoke: harness.removeItem,
    });
    await expect(failing.grant({ orderId, userKey: USER })).rejects.toMatchObject({
      code: 'GRANT_CALLBACK_FAILED',
    });
    const refused = await run('forget-user', USER, ...BY);
    expect(refused).toMatchObject({ code: 3, out: expect.stringContaining(`${orderId}  NOT_GRANTED`) });
    expect((await json('user', USER)).orders).toHaveLength(2);
  });
});
