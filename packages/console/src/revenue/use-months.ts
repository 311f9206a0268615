import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { query } from '../api/call.js';
import type { Order } from '../api/order.js';
import { send } from '../api/send.js';
import { type MonthRevenue, settleMonths } from './settle-months.js';

const AT_ONCE = 1_000;
/** More than that is added up by a program, not by a page. */
const MOST = 20_000;

/** Every month in which somebody has paid. */
export function useMonths(promotionEnd: number | undefined): readonly MonthRevenue[] | undefined {
  const { data } = useQuery({ queryKey: ['revenue'], queryFn: ({ signal }) => everyOrder(signal) });
  return useMemo(() => data && settleMonths(data, promotionEnd), [data, promotionEnd]);
}

async function everyOrder(signal: AbortSignal): Promise<readonly Order[]> {
  const all: Order[] = [];
  for (let before: number | undefined; ; ) {
    const path = `/orders${query({ limit: AT_ONCE, before })}`;
    const page = await send<{ orders: readonly Order[]; before?: number }>({ method: 'GET', path }, signal);
    all.push(...page.orders);
    before = page.before;
    if (before === undefined || all.length >= MOST) return all;
  }
}
