import type { ProductItemListWire, ProductListItemWire } from '@ait-iap/protocol';
import {
  fields,
  filledText,
  listOf,
  nullable,
  optional,
  read,
  text,
  withDefaults,
} from '../payloads/check.js';

const offer = /*@__PURE__*/ fields({
  type: text,
  offerId: text,
  period: text,
  displayAmount: /*@__PURE__*/ optional(/*@__PURE__*/ nullable(text)),
});

const productList = /*@__PURE__*/ fields({
  products: /*@__PURE__*/ listOf(
    /*@__PURE__*/ fields({
      sku: filledText,
      displayName: text,
      displayAmount: text,
      type: /*@__PURE__*/ optional(text),
      iconUrl: /*@__PURE__*/ optional(text),
      description: /*@__PURE__*/ optional(text),
      renewalCycle: /*@__PURE__*/ optional(/*@__PURE__*/ nullable(text)),
      offers: /*@__PURE__*/ optional(/*@__PURE__*/ nullable(/*@__PURE__*/ listOf(offer))),
    }),
  ),
});

const MISSING: Partial<ProductListItemWire> = { iconUrl: '', description: '' };

/** Reads the answer of `iapGetProductItemList`; agrees with `productItemListSchema`. */
export function readProductList(answer: unknown): ProductItemListWire {
  const list = read<ProductItemListWire>('getProductItemList', productList, answer);
  return { ...list, products: list.products.map((product) => withDefaults(product, MISSING)) };
}
