import {
  PRODUCT_DESCRIPTION_MAX_LENGTH,
  PRODUCT_NAME_MAX_LENGTH,
  SUPPLY_PRICE_MAX,
  SUPPLY_PRICE_MIN,
  SUPPLY_PRICE_STEP,
} from '@ait-iap/protocol';
import * as z from 'zod/mini';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { CatalogProductInput } from '../../world/default-catalogue.js';
import { productShape, productsShape } from './answers/product-shapes.js';
import { ControlError } from './control-error.js';
import { type Endpoint, endpoint } from './endpoint.js';
import { offerSchema } from './offer-schema.js';

const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));
const cycle = z.enum(['WEEKLY', 'MONTHLY', 'YEARLY']);

/** The lengths and the price range of the real console, so that no test relies on a product that cannot exist. */
const productSchema = z.strictObject({
  type: z.enum(['CONSUMABLE', 'NON_CONSUMABLE', 'SUBSCRIPTION']),
  name: z.optional(text(PRODUCT_NAME_MAX_LENGTH)),
  description: z.optional(text(PRODUCT_DESCRIPTION_MAX_LENGTH)),
  supplyPrice: z.optional(
    z.int().check(z.gte(SUPPLY_PRICE_MIN), z.lte(SUPPLY_PRICE_MAX), z.multipleOf(SUPPLY_PRICE_STEP)),
  ),
  iconUrl: z.optional(z.string()),
  mock: z.optional(z.boolean()),
  exposed: z.optional(z.boolean()),
  review: z.optional(z.enum(['DRAFT', 'IN_REVIEW', 'APPROVED', 'REJECTED'])),
  minimumVersion: z.optional(text(20)),
  renewalCycle: z.optional(cycle),
  offers: z.optional(z.array(offerSchema)),
});

/** `/products`: the catalogue, as the console keeps it. */
export function productRoutes({ world, console }: Sandbox): readonly Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/products',
      summary: 'the catalogue',
      answer: productsShape,
      handle: () => ({ products: world.products() }),
    }),
    endpoint({
      method: 'PUT',
      path: '/products/:sku',
      summary: 'puts a product on sale, or changes it: {type, name?, description?, supplyPrice?, …}',
      body: productSchema,
      answer: productShape,
      handle: ({ params, body }) => console.putProduct({ ...body, sku: params.sku } as CatalogProductInput),
    }),
    endpoint({
      method: 'DELETE',
      path: '/products/:sku',
      summary: 'takes a product off sale',
      answer: productsShape,
      handle({ params: { sku } }) {
        if (!world.product(sku)) {
          const message = 'Failed to remove the product: there is none with this sku.';
          throw new ControlError(404, 'PRODUCT_NOT_FOUND', message, 'sku');
        }
        console.removeProduct(sku);
        return { products: world.products() };
      },
    }),
  ];
}
