import { buyWithoutPage, type PastPurchase } from '../app-market/orders/past-purchase.js';
import { payOrder } from '../app-market/orders/pay-order.js';
import { recordPayment } from '../app-market/orders/unrecorded-payment.js';
import {
  approveRefund,
  completeRefund,
  rejectRefund,
  requestRefund,
} from '../app-market/refunds/request-refund.js';
import {
  extendSubscription,
  pauseSubscription,
  setAutoRenew,
} from '../app-market/subscriptions/change-subscription.js';
import { setPaymentMethod } from '../app-market/subscriptions/keep-subscriptions.js';
import type { DurationInput } from '../clock/duration.js';
import { UnknownOrderError } from '../errors/unknown-order-error.js';
import {
  decideRelease,
  liveVersion,
  miniAppVersions,
  releaseVersion,
  requestReview,
  testVersion,
  type UploadStart,
  uploadBundle,
  withdrawReview,
} from '../partner-console/mini-app-versions.js';
import {
  decideKyc,
  type PartnerAccount,
  partnerAccount,
  signContract,
  submitKyc,
} from '../partner-console/partner-account.js';
import {
  decideReview,
  exposeProduct,
  type ProductRegistration,
  registerProduct,
  resubmitProduct,
} from '../partner-console/register-product.js';
import { createPlaceCenter, type PlaceCenter } from '../place-center/place-center.js';
import type { CatalogProduct } from '../world/catalog-product.js';
import { type CatalogProductInput, toCatalogProduct } from '../world/default-catalogue.js';
import type { BundleFacts, LiveVersion, MiniAppVersion } from '../world/mini-app-version.js';
import type { Order } from '../world/order.js';
import type { Refund, RefundDecider, RefundReason } from '../world/refund.js';
import type { World } from '../world/world.js';
import type { WorldSettings } from '../world/world-settings.js';

/**
 * The actions of the user, the app market and the partner besides buying. If an action is not possible now, it throws a
 * `SandboxError` and changes nothing.
 */
export interface StoreConsole {
  /** Adds a product that is approved and on sale, or replaces the product with this sku. */
  putProduct(product: CatalogProductInput): CatalogProduct;
  /** Removes a product. Its orders stay. */
  removeProduct(sku: string): void;
  /** Changes some of the settings of the world and returns all of them. */
  changeSettings(settings: Partial<WorldSettings>): WorldSettings;
  /**
   * Makes a purchase without a page, now. Use it to set up what a user already has when a test begins.
   * @throws HostError with the code that a page would get; then nothing is paid.
   */
  purchase(purchase: PastPurchase): Order;
  /** Approves a payment that was `PAYMENT_PENDING`. The order is then paid and pending, without the page. */
  approvePayment(orderId: string): Order;
  /**
   * Makes Toss record a payment that it had lost (`TOSS_SERVER_VERIFICATION_FAILED`). The order is then pending.
   * @throws HostError `INTERNAL_ERROR` if this order has no lost payment.
   */
  recordPayment(orderId: string): Order;
  /** Requests a refund as the user. The default reason is `NOT_USED`. */
  requestRefund(orderId: string, reason?: RefundReason): Refund;
  /** Approves the refund request as the partner. */
  approveRefund(orderId: string): Refund;
  /** Rejects a refund request, as the app market or the partner. */
  rejectRefund(orderId: string, by: RefundDecider, reason: string): Refund;
  /** Pays back as the app market. */
  completeRefund(orderId: string): Order;
  /** Switches the automatic renewal of a subscription on or off, as the user does. */
  setAutoRenew(orderId: string, autoRenew: boolean): void;
  /** Pauses the subscription at the end of the paid period for this duration (Google Play only). */
  pauseSubscription(orderId: string, duration: DurationInput): void;
  /** Extends the paid period of a subscription, as the app market does for free. */
  extendSubscription(orderId: string, duration: DurationInput): void;
  /** `declined`: renewals of the user fail from now on. `works`: subscriptions that wait for a payment recover. */
  setPaymentMethod(userKey: string, state: 'works' | 'declined'): void;
  /** The steps of the partner before anything can be sold. */
  readonly account: AccountConsole;
  /** The partner's own products. */
  readonly registration: RegistrationConsole;
  /** The versions of the mini-app. */
  readonly versions: VersionConsole;
  /** Plugins for Toss Place, which run on the terminals of shops. */
  readonly place: PlaceCenter;
}

/** Contract and KYC. */
export interface AccountConsole {
  /** Returns the state of contract and KYC. */
  read(): PartnerAccount;
  /** Signs the contract. */
  signContract(by: Parameters<typeof signContract>[1]): PartnerAccount;
  /** Submits the KYC. A review follows. */
  submitKyc(): PartnerAccount;
  /** Ends the review of the KYC. */
  decideKyc(decision: 'APPROVED' | 'REJECTED', reason?: string): PartnerAccount;
}

/** The partner's own products, from registration to sale. */
export interface RegistrationConsole {
  /** Registers a product. A review follows. */
  register(form: ProductRegistration): CatalogProduct;
  /** Changes a rejected product and submits it again. */
  resubmit(sku: string, form: ProductRegistration): CatalogProduct;
  /** Ends the review of a product. */
  decide(sku: string, decision: 'APPROVED' | 'REJECTED', reason?: string): CatalogProduct;
  /** Puts a product on sale or hides it. */
  expose(sku: string, exposed: boolean): CatalogProduct;
}

/** Versions of the mini-app. `by` says who takes the step, for the history. Default: `console`. */
export interface VersionConsole {
  /** All versions. */
  list(): readonly MiniAppVersion[];
  /** The released version, which every user gets. `undefined` before the first release. */
  live(): LiveVersion | undefined;
  /**
   * Uploads a bundle by its description, without the file, which is enough for a test. (`serve` reads real files.) It
   * is `BUILDING` as long as the setting `buildSeconds` says.
   */
  upload(bundle: BundleFacts, options?: Pick<UploadStart, 'memo' | 'version'>, by?: string): MiniAppVersion;
  /** Marks a version as tested. */
  test(version: string, by?: string): MiniAppVersion;
  /** Requests the review of a version. */
  requestReview(version: string, by?: string): MiniAppVersion;
  /** Withdraws the request for a review. */
  withdraw(version: string, by?: string): MiniAppVersion;
  /** Ends the review of a version. */
  decide(version: string, decision: 'APPROVED' | 'REJECTED', reason?: string, by?: string): MiniAppVersion;
  /** Releases an approved version to every user, or an earlier one again. */
  release(version: string, by?: string): MiniAppVersion;
}

/** Who takes a step by default. */
const SOMEBODY = 'console';

/** Opens the console of a world. */
export function createStoreConsole(world: World): StoreConsole {
  return {
    putProduct(input) {
      const product = toCatalogProduct(input);
      world.record({ type: 'ProductChanged', product });
      return product;
    },
    removeProduct: (sku) => world.record({ type: 'ProductRemoved', sku }),
    changeSettings(changes) {
      const settings = { ...world.settings(), ...changes };
      world.record({ type: 'SettingsChanged', settings });
      return settings;
    },
    purchase: (purchase) => buyWithoutPage(world, purchase),
    approvePayment: (orderId) => payOrder(world, knownOrder(world, orderId)),
    recordPayment: (orderId) => recordPayment(world, knownOrder(world, orderId).orderId),
    requestRefund: (orderId, reason) => requestRefund(world, orderId, reason),
    approveRefund: (orderId) => approveRefund(world, orderId),
    rejectRefund: (orderId, by, reason) => rejectRefund(world, orderId, by, reason),
    completeRefund: (orderId) => completeRefund(world, orderId),
    setAutoRenew: (orderId, autoRenew) => setAutoRenew(world, orderId, autoRenew),
    pauseSubscription: (orderId, duration) => pauseSubscription(world, orderId, duration),
    extendSubscription: (orderId, duration) => extendSubscription(world, orderId, duration),
    setPaymentMethod: (userKey, state) => setPaymentMethod(world, userKey, state),
    ...partnerConsole(world),
    place: createPlaceCenter(world),
  };
}

function partnerConsole(world: World): Pick<StoreConsole, 'account' | 'registration' | 'versions'> {
  return {
    account: {
      read: () => partnerAccount(world),
      signContract: (by) => signContract(world, by),
      submitKyc: () => submitKyc(world),
      decideKyc: (decision, reason) => decideKyc(world, decision, reason),
    },
    registration: {
      register: (form) => registerProduct(world, form),
      resubmit: (sku, form) => resubmitProduct(world, sku, form),
      decide: (sku, decision, reason) => decideReview(world, sku, decision, reason),
      expose: (sku, exposed) => exposeProduct(world, sku, exposed),
    },
    versions: {
      list: () => miniAppVersions(world),
      live: () => liveVersion(world),
      upload: (bundle, options = {}, by = SOMEBODY) => uploadBundle(world, bundle, [], options, by),
      test: (version, by = SOMEBODY) => testVersion(world, version, by),
      requestReview: (version, by = SOMEBODY) => requestReview(world, version, by),
      withdraw: (version, by = SOMEBODY) => withdrawReview(world, version, by),
      decide: (version, decision, reason, by) => decideRelease(world, version, decision, reason, by),
      release: (version, by = SOMEBODY) => releaseVersion(world, version, by),
    },
  };
}

function knownOrder(world: World, orderId: string): Order {
  const order = world.store.order(orderId);
  if (order === undefined) throw new UnknownOrderError(orderId);
  return order;
}
