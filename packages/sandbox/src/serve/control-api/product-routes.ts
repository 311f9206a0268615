import {
  maxLength,
  minLength,
  PRODUCT_DESCRIPTION_MAX_LENGTH,
  PRODUCT_NAME_MAX_LENGTH,
  SUPPLY_PRICE_MAX,
  SUPPLY_PRICE_MIN,
  SUPPLY_PRICE_STEP,
} from '@ait-iap/protocol';
import * as z from 'zod/mini';
import type { Sandbox } from '../../sandbox/sandbox.js';
import type { CatalogProduct } from '../../world/catalog-product.js';
import type { CatalogProductInput } from '../../world/default-catalogue.js';
import { productShape, productsShape } from './answers/product-shapes.js';
import { ControlError } from './control-error.js';
import { type Endpoint, endpoint } from './endpoint.js';
import { productsNamed } from './id-or-product.js';
import { offerBodySchema } from './offer-schema.js';
import { paging } from './page-query.js';
import { shownProduct } from './shown-product.js';

const text = (most: number) => z.string().check(minLength(1), maxLength(most));
const cycle = z.enum(['WEEKLY', 'MONTHLY', 'YEARLY']);

/** The lengths and the price range of the real console, so that no test uses a product that cannot exist. */
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
  promotionUntil: z.optional(z.iso.date()),
  renewalCycle: z.optional(cycle),
  offers: z.optional(z.array(offerBodySchema)),
});

const yesOrNo = z.optional(
  z.pipe(
    z.enum(['true', 'false']),
    z.transform((word) => word === 'true'),
  ),
);

const productsQuery = z.strictObject({
  search: z.optional(z.string()),
  type: z.optional(z.enum(['CONSUMABLE', 'NON_CONSUMABLE', 'SUBSCRIPTION'])),
  review: z.optional(z.enum(['DRAFT', 'IN_REVIEW', 'APPROVED', 'REJECTED'])),
  exposed: yesOrNo,
  mock: yesOrNo,
  page: z.optional(z.coerce.number().check(z.int(), z.gte(1))),
  limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(1_000))),
});

type Wanted = Omit<z.infer<typeof productsQuery>, 'search' | 'page' | 'limit'>;

function isWanted(product: CatalogProduct, wanted: Wanted): boolean {
  return Object.entries(wanted).every(
    ([field, value]) => value === undefined || product[field as keyof Wanted] === value,
  );
}

/** `/products`: the catalogue of the console. */
export function productRoutes({ world, console }: Sandbox): readonly Endpoint[] {
  return [
    endpoint({
      method: 'GET',
      path: '/products',
      summary:
        'the catalogue: ?search=&type=&review=&exposed=&mock=&page=&limit=; all of it without page and limit',
      query: productsQuery,
      answer: productsShape,
      handle({ query: { search = '', page, limit, ...wanted } }) {
        const found = productsNamed(world, search).filter((product) => isWanted(product, wanted));
        const total = found.length;
        const paged = { page: page ?? 1, limit: limit ?? Math.max(1, total) };
        const from = (paged.page - 1) * paged.limit;
        return {
          products: found.slice(from, from + paged.limit).map(shownProduct),
          ...paging(paged, total),
        };
      },
    }),
    endpoint({
      method: 'PUT',
      path: '/products/:sku',
      summary: 'puts a product on sale, or changes it: {type, name?, description?, supplyPrice?, …}',
      body: productSchema,
      answer: productShape,
      handle({ params: { sku }, body }) {
        const put = console.putProduct({ ...body, sku } as CatalogProductInput);
        return shownProduct(world.product(sku) ?? put);
      },
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
        return { products: world.products().map(shownProduct) };
      },
    }),
  ];
}
