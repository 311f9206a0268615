import { queryOptions } from '@tanstack/react-query';
import { query } from '../api/call.js';
import type { Order } from '../api/order.js';
import { CallError, send } from '../api/send.js';
import type { Lookup } from './question.js';

const SHOWN = 20;
/** As many as the sandbox returns at once. Orders near a moment are among them. */
const LOOKED_AT = 1_000;
const NEAR_MS = 5 * 60_000;

/** The orders for a query: the newest first; for a time, the nearest first. */
export function findOrders(question: Lookup) {
  return queryOptions({
    queryKey: ['find', question],
    queryFn: ({ signal }) => find(question, signal),
  });
}

async function find(question: Lookup, signal: AbortSignal): Promise<readonly Order[]> {
  switch (question.kind) {
    case 'nothing':
      return [];
    case 'order':
      return one(question.orderId, signal);
    case 'user':
      return list({ userKey: question.userKey, limit: SHOWN }, signal);
    case 'time': {
      const distance = ({ openedAt }: Order) => Math.abs(openedAt - question.at);
      const orders = await list({ limit: LOOKED_AT }, signal);
      return orders
        .filter((order) => distance(order) <= NEAR_MS)
        .sort((a, b) => distance(a) - distance(b))
        .slice(0, SHOWN);
    }
  }
}

async function one(orderId: string, signal: AbortSignal): Promise<readonly Order[]> {
  try {
    return [await send<Order>({ method: 'GET', path: `/orders/${orderId}` }, signal)];
  } catch (error) {
    if (error instanceof CallError && error.status === 404) return [];
    throw error;
  }
}

async function list(filter: Parameters<typeof query>[0], signal: AbortSignal): Promise<readonly Order[]> {
  const path = `/orders${query(filter)}`;
  return (await send<{ orders: readonly Order[] }>({ method: 'GET', path }, signal)).orders;
}
