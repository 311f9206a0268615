import * as z from 'zod/mini';
import { FAULT_CATALOGUE } from '../../../faults/fault-catalogue.js';
import { named } from './named.js';

const names = z.enum(Object.keys(FAULT_CATALOGUE));

/** An armed fault. Its own parameters are additional fields. */
export const faultShape = named(
  'ArmedFault',
  z.looseObject({
    id: z.string(),
    name: names,
    struck: z.int(),
    userKey: z.exactOptional(z.string()),
    sku: z.exactOptional(z.string()),
    orderId: z.exactOptional(z.string()),
    times: z.exactOptional(z.union([z.int(), z.literal('always')])),
    probability: z.exactOptional(z.number()),
  }),
);

/** All armed faults. */
export const faultsShape = z.looseObject({ faults: z.array(faultShape) });

/** The catalogue of faults. */
export const faultCatalogueShape = z.looseObject({
  catalogue: z.array(
    z.looseObject({
      name: names,
      place: z.enum(['purchase', 'bridge', 'order-status', 'webhook', 'tls']),
      parameters: z.array(z.string()),
      ko: z.string(),
      en: z.string(),
    }),
  ),
});
