/** Later instants have no ISO 8601 form of four digits, and soon none that an order id can hold. */
export const END_OF_TIME = Date.UTC(9999, 11, 31);
