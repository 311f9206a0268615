import { causeText } from '../errors/cause-text.js';
import { IapError } from '../errors/iap-error.js';

/**
 * What an order is that is paid and left to the next recovery. The text for developers says what the grant callback threw,
 * because that is what they have to fix.
 *
 * @param granted - whether the grant callback said yes, so that only the confirmation to the Toss app is missing
 */
export function unfinished<Sku extends string | undefined>(
  sku: Sku,
  orderId: string,
  granted: boolean,
  cause: unknown,
): { readonly status: 'pending'; readonly sku: Sku; readonly orderId: string; readonly error: IapError } {
  const error = new IapError(
    'PRODUCT_NOT_GRANTED_BY_PARTNER',
    granted ? 'close a granted order' : 'grant a paid order',
    { orderId, cause, why: cause === undefined ? undefined : causeText(cause) },
  );
  return { status: 'pending', sku, orderId, error };
}
