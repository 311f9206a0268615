import { PRODUCT_TYPES } from '@ait-iap/protocol';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { PAYMENT_STATES } from './api/payment.js';
import { REVIEW_STATES } from './api/product.js';
import { Empty } from './design/empty.js';
import { Page } from './design/page.js';
import { m } from './paraglide/messages.js';
import { SHOWN_REFUND_TABS } from './refunds/refund-tab.js';
import { dayParam, number, oneOf, text } from './search.js';
import { Shell } from './shell/shell.js';
import { TimelinePage } from './timeline/timeline-page.js';

const root = createRootRoute({
  component: Shell,
  notFoundComponent: () => (
    <Page title={m.no_such_page()}>
      <Empty title={m.no_such_page_lead()} />
    </Page>
  ),
});

const timeline = createRoute({ getParentRoute: () => root, path: '/', component: TimelinePage });

const order = createRoute({
  getParentRoute: () => root,
  path: '/orders/$orderId',
  validateSearch: (given) => text(given, 'moment'),
  component: lazyRouteComponent(() => import('./timeline/order-page.js'), 'OrderPage'),
});

const find = createRoute({
  getParentRoute: () => root,
  path: '/find',
  validateSearch: (given) => text(given, 'q'),
  component: lazyRouteComponent(() => import('./find/find-page.js'), 'FindPage'),
});

const products = createRoute({
  getParentRoute: () => root,
  path: '/products',
  validateSearch: (given) => ({
    ...text(given, 'q'),
    ...oneOf(given, 'type', PRODUCT_TYPES),
    ...oneOf(given, 'review', REVIEW_STATES),
    ...number(given, 'page'),
  }),
  component: lazyRouteComponent(() => import('./products/products-page.js'), 'ProductsPage'),
});

const payments = createRoute({
  getParentRoute: () => root,
  path: '/payments',
  validateSearch: (given) => ({
    ...text(given, 'q'),
    ...oneOf(given, 'state', PAYMENT_STATES),
    ...dayParam(given, 'from'),
    ...dayParam(given, 'to'),
    ...number(given, 'page'),
  }),
  component: lazyRouteComponent(() => import('./payments/payments-page.js'), 'PaymentsPage'),
});

const refunds = createRoute({
  getParentRoute: () => root,
  path: '/refunds',
  validateSearch: (given) => ({
    ...oneOf(given, 'tab', SHOWN_REFUND_TABS),
    ...text(given, 'q'),
    ...dayParam(given, 'from'),
    ...dayParam(given, 'to'),
    ...number(given, 'page'),
  }),
  component: lazyRouteComponent(() => import('./refunds/refunds-page.js'), 'RefundsPage'),
});

const register = createRoute({
  getParentRoute: () => root,
  path: '/products/new',
  validateSearch: (given) => text(given, 'again'),
  component: lazyRouteComponent(() => import('./registration/register-page.js'), 'RegisterPage'),
});

const revenue = createRoute({
  getParentRoute: () => root,
  path: '/revenue',
  component: lazyRouteComponent(() => import('./revenue/revenue-page.js'), 'RevenuePage'),
});

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/account-page.js'), 'AccountPage'),
});

const releases = createRoute({
  getParentRoute: () => root,
  path: '/releases',
  component: lazyRouteComponent(() => import('./releases/releases-page.js'), 'ReleasesPage'),
});

const release = createRoute({
  getParentRoute: () => root,
  path: '/releases/$version',
  component: lazyRouteComponent(() => import('./releases/version-page.js'), 'VersionPage'),
});

const placeScreen = createRoute({
  getParentRoute: () => root,
  path: '/place',
  component: lazyRouteComponent(() => import('./place/place-page.js'), 'PlacePage'),
});

const phone = createRoute({
  getParentRoute: () => root,
  path: '/phone',
  validateSearch: (given) => text(given, 'user'),
  component: lazyRouteComponent(() => import('./phone/phone-page.js'), 'PhonePage'),
});

const faults = createRoute({
  getParentRoute: () => root,
  path: '/faults',
  validateSearch: (given) => ({ ...text(given, 'user'), ...text(given, 'sku'), ...text(given, 'fault') }),
  component: lazyRouteComponent(() => import('./faults/faults-page.js'), 'FaultsPage'),
});

const clock = createRoute({
  getParentRoute: () => root,
  path: '/clock',
  component: lazyRouteComponent(() => import('./clock/clock-page.js'), 'ClockPage'),
});

const webhooks = createRoute({
  getParentRoute: () => root,
  path: '/webhooks',
  component: lazyRouteComponent(() => import('./webhooks/webhooks-page.js'), 'WebhooksPage'),
});

const log = createRoute({
  getParentRoute: () => root,
  path: '/log',
  component: lazyRouteComponent(() => import('./log/log-page.js'), 'LogPage'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings/settings-page.js'), 'SettingsPage'),
});

/** Every screen has an address that includes its filters, so that a link opens the same view. */
export const router = createRouter({
  routeTree: root.addChildren([
    ...[timeline, order, find, products, register, payments, refunds, revenue, account],
    ...[releases, release, placeScreen, phone, faults, clock, webhooks, log, settings],
  ]),
  // Inside the frame, so that the other screens stay within reach.
  defaultErrorComponent: () => (
    <Page title={m.page_failed()}>
      <Empty title={m.page_failed_lead()} />
    </Page>
  ),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
