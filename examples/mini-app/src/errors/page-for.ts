import { type ErrorPage, errorPage, type IapError, routeIapError } from '@ait-iap/client';

/** The page to show for an error. No page where the user only went back: that leads to the shop again. */
export function pageFor(error: IapError): ErrorPage | undefined {
  return routeIapError(error, {
    'user-canceled': () => undefined,
    default: (known) => errorPage(known),
  });
}
