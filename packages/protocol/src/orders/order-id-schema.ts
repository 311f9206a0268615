import * as z from 'zod/mini';
import { isOrderId, type OrderId } from './order-id.js';

/** An order id in a message that is made for us: any UUID, read into lower case. See `OrderId`. */
export const orderIdSchema: z.ZodMiniType<OrderId, string> = z.pipe(
  z.string().check(z.refine(isOrderId, 'is not a UUID')),
  z.transform((text: string) => text.toLowerCase() as OrderId),
);
