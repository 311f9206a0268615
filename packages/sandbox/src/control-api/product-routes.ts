import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { CatalogProductInput } from '../world/default-catalogue.js';
import { ControlError } from './control-error.js';
import { readBody } from './read-input.js';

const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));
const price = z.int().check(z.gte(0));
const cycle = z.enum(['WEEKLY', 'MONTHLY', 'YEARLY']);

const offerSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('FREE_TRIAL'), offerId: text(100), period: text(20) }),
  z.strictObject({
    type: z.enum(['NEW_SUBSCRIPTION', 'RETURNING']),
    offerId: text(100),
    period: text(20),
    supplyPrice: price,
  }),
]);

/** The lengths and the price range of the real console, so that no test relies on a product that cannot exist. */
const productSchema = z.strictObject({
  type: z.enum(['CONSUMABLE', 'NON_CONSUMABLE', 'SUBSCRIPTION']),
  name: z.optional(text(30)),
  description: z.optional(text(45)),
  supplyPrice: z.optional(z.int().check(z.gte(400), z.lte(1_400_000))),
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
