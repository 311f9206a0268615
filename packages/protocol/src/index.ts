/**
 * The words that both sides of an in-app purchase in Apps in Toss speak.
 *
 * Schemas read what arrives and keep the fields that they do not know. Constants and functions that need no schema are in
 * files without zod, so code that imports only those does not load it.
 *
 * @packageDocumentation
 */

export { compareAppVersions } from './app-version/compare-app-versions.js';
export { type AppEnvironment, isFunctionSupported } from './app-version/supported.js';
export {
  MINIMUM_APP_VERSIONS,
  type MinimumAppVersion,
  type VersionedFeature,
} from './app-version/version-table.js';
export {
  BRIDGE_THROTTLED_CODE,
  type BridgeErrorWire,
  deserializeBridgeError,
  serializeBridgeError,
} from './bridge/bridge-error.js';
export { BRIDGE_SLOT, type BridgeSlotHolder } from './bridge/bridge-slot.js';
export {
  BRIDGE_CONSTANTS,
  BRIDGE_EVENTS,
  BRIDGE_METHODS,
  type BridgeConstant,
  type BridgeEvent,
  type BridgeMethod,
  IAP_FUNCTIONS,
  type IapFunction,
  OPERATIONAL_ENVIRONMENTS,
  type OperationalEnvironment,
  PLATFORMS,
  type Platform,
} from './bridge/functions.js';
export type { FunctionSupport, IapBridge, IapBridgeListener } from './bridge/iap-bridge.js';
export {
  type AddEventListenerMessage,
  addEventListenerMessageSchema,
  type MethodMessage,
  methodMessageSchema,
  type PageMessage,
  pageMessageSchema,
  type RemoveEventListenerMessage,
  removeEventListenerMessageSchema,
} from './bridge/messages.js';
export {
  bridgeTopic,
  errorTopic,
  eventTopic,
  rejectTopic,
  resolveTopic,
  type TopicWord,
} from './bridge/topics.js';
export type { HostEmitter, WebViewWindow } from './bridge/web-view-window.js';
export type { AbortSignalLike, Clock } from './clock/clock.js';
export { type GrantAnswer, type GrantAnswerInput, grantAnswerSchema } from './grant/grant-answer.js';
export {
  GRANT_OUTCOMES,
  type GrantOutcome,
  isGrantConfirmed,
  type KnownGrantOutcome,
} from './grant/grant-outcome.js';
export { type GrantRequestBody, type GrantRequestInput, grantRequestSchema } from './grant/grant-request.js';
export type { KnownFields } from './known-fields.js';
export { InvalidAmountError } from './money/invalid-amount-error.js';
export { formatKrw } from './money/krw.js';
export { KRW, KRW_FRACTION } from './money/won.js';
export type {
  OfficialHistoryPage,
  OfficialIap,
  OfficialOneTimeParams,
  OfficialOrderParams,
  OfficialPendingOrders,
  OfficialPurchaseResult,
  OfficialSubscription,
  OfficialSubscriptionParams,
  OfficialSuccessEvent,
} from './official-sdk/official-iap.js';
export { isWordOf, type OpenWord } from './open-word.js';
export {
  completedOrRefundedOrderSchema,
  completedOrRefundedOrdersSchema,
  type HistoryOrderWire,
  type HistoryPageWire,
} from './orders/completed-orders.js';
export { type CreateOrderIdOptions, createOrderId } from './orders/create-order-id.js';
export {
  HISTORY_PAGE_SIZE,
  HISTORY_STATUSES,
  type HistoryStatus,
  type KnownHistoryStatus,
} from './orders/history-page.js';
export { InvalidOrderIdError } from './orders/invalid-order-id-error.js';
export { isOrderId, isUuidV7, type OrderId, orderCreatedAt, toOrderId } from './orders/order-id.js';
export { orderIdSchema } from './orders/order-id-schema.js';
export {
  isFinal,
  isGrantable,
  isKnownOrderStatus,
  type KnownOrderStatus,
  ORDER_STATUSES,
  type OrderStatus,
} from './orders/order-status.js';
export {
  type PendingOrdersWire,
  type PendingOrderWire,
  pendingOrderSchema,
  pendingOrdersSchema,
} from './orders/pending-orders.js';
export { InvalidAppNameError } from './origins/invalid-app-name-error.js';
export { MINI_APP_HOSTS, miniAppOrigins } from './origins/mini-app-origins.js';
export {
  isPartnerSuccess,
  type PartnerEnvelope,
  type PartnerError,
  type PartnerFailure,
  type PartnerSuccess,
  partnerEnvelopeSchema,
  partnerErrorSchema,
  partnerFailureSchema,
  partnerSuccessSchema,
} from './partner-api/envelope.js';
export { isMiniAppNotRegistered, isRateLimited } from './partner-api/error-code.js';
export {
  type OrderStatusAnswer,
  orderStatusAnswerSchema,
  skuOf,
} from './partner-api/order-status-answer.js';
export { type OrderStatusRequest, orderStatusRequestSchema } from './partner-api/order-status-request.js';
export {
  GET_ORDER_STATUS_PATH,
  MINIAPP_NOT_REGISTERED_ERROR_CODE,
  PARTNER_API_ORIGIN,
  PARTNER_RATE_PER_MINUTE,
  RATE_LIMIT_ERROR_CODE,
  USER_KEY_HEADER,
} from './partner-api/paths.js';
export {
  type KnownResultType,
  RESULT_TYPES,
  type ResultType,
  readResultType,
} from './partner-api/result-type.js';
export { MAX_RETRY_AFTER_SECONDS, retryAfterSeconds } from './partner-api/retry-after.js';
export { DEFAULT_STATUS_OFFSET, parseStatusDeterminedAt } from './partner-api/status-determined-at.js';
export { isUserKey, USER_KEY_MAX_LENGTH } from './partner-api/user-key.js';
export {
  type KnownOfferType,
  OFFER_TYPES,
  type OfferType,
  type OfferWire,
  offerSchema,
  type SubscriptionOffer,
} from './products/offer.js';
export {
  type BasicProductListItem,
  type ConsumableProductListItem,
  type IapProductListItem,
  type NonConsumableProductListItem,
  type ProductItemListWire,
  type ProductListItemWire,
  productItemListSchema,
  productListItemSchema,
  type SubscriptionProductListItem,
} from './products/product-list.js';
export {
  checkProductDraft,
  PRODUCT_DESCRIPTION_MAX_LENGTH,
  PRODUCT_IMAGE_MIME_TYPE,
  PRODUCT_IMAGE_SIZE_PX,
  PRODUCT_NAME_MAX_LENGTH,
  type ProductDraft,
  type ProductProblem,
  SUPPLY_PRICE_MAX,
  SUPPLY_PRICE_MIN,
  SUPPLY_PRICE_STEP,
} from './products/product-rules.js';
export {
  type KnownProductType,
  type KnownRenewalCycle,
  PRODUCT_TYPES,
  type ProductType,
  RENEWAL_CYCLES,
  type RenewalCycle,
} from './products/product-type.js';
export { SALE_PRICE_ADDITION_PERCENT, salePrice } from './products/sale-price.js';
export { isSku, SKU_MAX_LENGTH } from './products/sku.js';
export {
  isProtocolError,
  PROTOCOL_ERROR_CODES,
  ProtocolError,
  type ProtocolErrorCode,
} from './protocol-error.js';
export {
  IAP_ERROR_CODES,
  type IapErrorCode,
  isKnownIapErrorCode,
  type KnownIapErrorCode,
} from './purchase/error-code.js';
export { GRANT_WINDOW_MS } from './purchase/grant-window.js';
export {
  isPurchasedEvent,
  isPurchaseSuccessEvent,
  type OtherPurchaseEvent,
  otherPurchaseEventSchema,
  PURCHASE_EVENT_TYPES,
  type PurchasedEvent,
  type PurchaseEvent,
  type PurchaseSuccessEvent,
  purchasedEventSchema,
  purchaseEventSchema,
  purchaseSuccessEventSchema,
} from './purchase/purchase-event.js';
export { type PurchaseResult, purchaseResultSchema } from './purchase/purchase-result.js';
export {
  APP_MARKET_FEE_PERCENT,
  type Settlement,
  type SettlementInput,
  settle,
  TOSS_FEE_PERCENT,
  TOSS_FEE_VAT_PERCENT,
  TOSS_PROMOTION_FEE_PERCENT,
} from './settlement/settlement.js';
export {
  CHANGE_REASONS,
  type ChangeReason,
  isKnownChangeReason,
  type KnownChangeReason,
} from './subscription/change-reason.js';
export {
  knownSubscription,
  type SubscriptionInfo,
  type SubscriptionInfoAnswer,
  subscriptionInfoAnswerSchema,
  subscriptionInfoSchema,
} from './subscription/subscription-info.js';
export {
  isKnownSubscriptionStatus,
  type KnownSubscriptionStatus,
  SUBSCRIPTION_STATUSES,
  type SubscriptionStatus,
} from './subscription/subscription-status.js';
export {
  isRegistrationVerification,
  isSubscriptionStatusChanged,
  type OtherWebhookEvent,
  otherWebhookEventSchema,
  type RegistrationVerification,
  registrationVerificationSchema,
  type SubscriptionStatusChanged,
  subscriptionStatusChangedSchema,
  WEBHOOK_EVENT_TYPES,
  type WebhookEvent,
  type WebhookSubscriptionState,
  webhookEventSchema,
  webhookSubscriptionStateSchema,
} from './subscription/webhook-event.js';
export { isWebhookSender, WEBHOOK_SENDER_ADDRESSES } from './subscription/webhook-senders.js';
export { maxLength, minLength } from './text/length-checks.js';
export type { LocalizedText } from './text/localized-text.js';
export { nearestWord } from './text/nearest-word.js';
export { periodText } from './text/period-text.js';
