import * as z from 'zod/mini';
import { offerBodySchema } from '../offer-schema.js';
import type { PricedProduct } from '../shown-product.js';
import { instant, named } from './named.js';

const optional = z.exactOptional;

const everyProduct = {
  sku: z.string(),
  name: z.string(),
  description: z.string(),
  supplyPrice: z.int(),
  iconUrl: z.string(),
  mock: z.boolean(),
  exposed: z.boolean(),
  review: z.enum(['DRAFT', 'IN_REVIEW', 'APPROVED', 'REJECTED']),
  reviewReason: optional(z.string()),
  minimumVersion: optional(z.string()),
  exposeOnApproval: optional(z.boolean()),
  promotionUntil: optional(z.string()),
  updatedAt: optional(instant),
  salePrice: z.int(),
};

/** A product of the console. */
export const productShape: z.ZodMiniType<PricedProduct> = named(
  'Product',
  z.union([
    z.looseObject({ ...everyProduct, type: z.enum(['CONSUMABLE', 'NON_CONSUMABLE']) }),
    z.looseObject({
      ...everyProduct,
      type: z.literal('SUBSCRIPTION'),
      renewalCycle: z.enum(['WEEKLY', 'MONTHLY', 'YEARLY']),
      offers: z.array(offerBodySchema),
    }),
  ]),
);

/** The catalogue. */
export const productsShape = z.looseObject({
  products: z.array(productShape),
  total: optional(z.int()),
  page: optional(z.int()),
  limit: optional(z.int()),
  pages: optional(z.int()),
});
