/** Later times have no ISO 8601 form with a four-digit year, and soon do not fit into an order id. */
export const END_OF_TIME = Date.UTC(9999, 11, 31);
