import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { query } from '../api/call.js';
import { read } from '../api/client.js';
import type { Found, RefundRow, RefundTabName } from '../api/payment.js';
import { send } from '../api/send.js';

/** The filter of refund requests. */
export interface RefundSearch {
  readonly tab: RefundTabName;
  /** The beginning of an order id, or a part of a product name. */
  readonly search?: string | undefined;
  /** The first and last Korean day of the request, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

interface RefundPage extends Found {
  readonly refunds: readonly RefundRow[];
  /** The number of requests in each tab. */
  readonly tabs: Readonly<Record<RefundTabName, number>>;
}

const AT_ONCE = 1_000;

const pathOf = (asked: RefundSearch, page: number, limit: number) =>
  `/refunds${query({ ...asked, page, limit })}`;

/** A page of requests, the newest first. */
export function useRefunds(asked: RefundSearch, page: number, limit: number): RefundPage | undefined {
  return useQuery({ ...read<RefundPage>(pathOf(asked, page, limit)), placeholderData: keepPreviousData })
    .data;
}

/** All rows, for a file. */
export async function allRefunds(asked: RefundSearch): Promise<readonly RefundRow[]> {
  const all: RefundRow[] = [];
  for (let page = 1; ; page++) {
    const found = await send<RefundPage>({ method: 'GET', path: pathOf(asked, page, AT_ONCE) });
    all.push(...found.refunds);
    if (page >= found.pages) return all;
  }
}
