import type { PaymentOption, PaymentSheet } from './payment-sheet.js';

/** Turns the option of a caller into a sheet. */
export function toPaymentSheet(option: PaymentOption = 'approve'): PaymentSheet {
  if (typeof option === 'string') return { present: () => Promise.resolve(option) };
  if (typeof option === 'function') return { present: async (sheet, signal) => option(sheet, signal) };
  return option;
}
