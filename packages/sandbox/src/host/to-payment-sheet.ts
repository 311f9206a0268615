import type { PaymentOption, PaymentSheet } from './payment-sheet.js';

/** Makes a sheet of what a caller may give for one. */
export function toPaymentSheet(option: PaymentOption = 'approve'): PaymentSheet {
  if (typeof option === 'string') return { present: () => Promise.resolve(option) };
  if (typeof option === 'function') return { present: async (sheet, signal) => option(sheet, signal) };
  return option;
}
