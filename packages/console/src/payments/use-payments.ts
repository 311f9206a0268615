import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { query } from '../api/call.js';
import { read } from '../api/client.js';
import type { Found, Payment, PaymentState } from '../api/payment.js';
import { send } from '../api/send.js';

/** The filter of payments. */
export interface PaymentSearch {
  /** The beginning of an order id, or a part of a product name. */
  readonly search: string;
  /** Korean days, both included. */
  readonly from: string;
  readonly to: string;
  readonly state?: PaymentState | undefined;
}

interface PaymentPage extends Found {
  readonly payments: readonly Payment[];
}

const AT_ONCE = 1_000;

const pathOf = (asked: PaymentSearch, page: number, limit: number) =>
  `/payments${query({ ...asked, page, limit })}`;

/** A page of payments, the newest first. The old page stays until the next one has loaded. */
export function usePayments(asked: PaymentSearch, page: number, limit: number): PaymentPage | undefined {
  return useQuery({ ...read<PaymentPage>(pathOf(asked, page, limit)), placeholderData: keepPreviousData })
    .data;
}

/** All rows, for a file. */
export async function allPayments(asked: PaymentSearch): Promise<readonly Payment[]> {
  const all: Payment[] = [];
  for (let page = 1; ; page++) {
    const found = await send<PaymentPage>({ method: 'GET', path: pathOf(asked, page, AT_ONCE) });
    all.push(...found.payments);
    if (page >= found.pages) return all;
  }
}
