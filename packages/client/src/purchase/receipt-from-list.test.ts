import { expect, it } from 'vitest';
import { lab, ORDER, SKU } from '../../test/support/lab.js';
import { hostSession } from '../bridge/host-session.js';
import { receiptFromList } from './receipt-from-list.js';

it.each([
  ['1,000원', 1000],
  ['월 4,950원', 4950],
  ['₩1,000 (VAT 10% 포함)', 1000],
  ['1.000원', 1000],
  ['1,000원 / 30일', 1000],
  ['무료', 0],
  ['', 0],
])('the amount of an order that only the list knows is its price: %s', async (displayAmount, amount) => {
  const { bridge } = lab({
    iapGetProductItemList: () => ({ products: [{ sku: SKU, displayName: '보석', displayAmount }] }),
  });
  expect(await receiptFromList(hostSession(bridge), { orderId: ORDER, sku: SKU })).toMatchObject({
    ...{ orderId: ORDER, displayAmount, amount },
  });
});
