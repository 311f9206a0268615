import * as z from 'zod/mini';
import { orderIdSchema } from '../orders/order-id-schema.js';

/** The body of a request to `GET_ORDER_STATUS_PATH`. */
export const orderStatusRequestSchema = z.looseObject({ orderId: orderIdSchema });

/** The body as it was read: its order id in lower case. */
export type OrderStatusRequest = z.infer<typeof orderStatusRequestSchema>;
