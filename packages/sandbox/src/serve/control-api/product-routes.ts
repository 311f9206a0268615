import {
  PRODUCT_DESCRIPTION_MAX_LENGTH,
  PRODUCT_NAME_MAX_LENGTH,
  SUPPLY_PRICE_MAX,
  SUPPLY_PRICE_MIN,
  SUPPLY_PRICE_STEP,
} from '@ait-iap/protocol';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { CatalogProductInput } from '../../world/default-catalogue.js';
import { ControlError } from './control-error.js';
import { offerSchema } from './offer-schema.js';
import { readBody } from './read-input.js';

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

/** `/api/products`: the catalogue, as the console keeps it. */
export function productRoutes({ world, console }: Sandbox): Hono {
  return new Hono()
    .get('/', (context) => context.json({ products: world.products() }))
    .put('/:sku', async (context) => {
      const product = await readBody(context, productSchema);
      return context.json(
        console.putProduct({ ...product, sku: context.req.param('sku') } as CatalogProductInput),
      );
    })
    .delete('/:sku', (context) => {
      const sku = context.req.param('sku');
      if (!world.product(sku)) {
        throw new ControlError(
          404,
          'PRODUCT_NOT_FOUND',
          'Failed to remove the product: there is none with this sku.',
          'sku',
        );
      }
      console.removeProduct(sku);
      return context.json({ products: world.products() });
    });
}
