import type { Deed } from '../actions/act.js';
import type { Product } from '../api/product.js';
import { m } from '../paraglide/messages.js';

const at = ({ sku }: Product, what: string) => `/registrations/${encodeURIComponent(sku)}/${what}`;

/** 노출: shows or hides a product. */
export const exposureDeed = (product: Product, exposed: boolean): Deed => ({
  label: exposed ? m.expose() : m.hide(),
  call: { method: 'PUT', path: at(product, 'exposure'), body: { exposed } },
  done: exposed ? m.exposed_done() : m.hidden_done(),
});

/** Approves the product before the end of its review. */
export const approveProductDeed = (product: Product): Deed => ({
  label: m.product_approve(),
  call: { method: 'POST', path: at(product, 'decision'), body: { decision: 'APPROVED' } },
  done: m.product_approved(),
});

/** Rejects the product before the end of its review. */
export const rejectProductDeed = (product: Product, reason: string): Deed => ({
  label: m.product_reject(),
  call: { method: 'POST', path: at(product, 'decision'), body: { decision: 'REJECTED', reason } },
  done: m.product_rejected(),
});

/** Removes the product. */
export const removeProductDeed = ({ sku }: Product): Deed => ({
  label: m.remove(),
  call: { method: 'DELETE', path: `/products/${encodeURIComponent(sku)}` },
  done: m.removed(),
});
