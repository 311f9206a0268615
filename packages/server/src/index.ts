// What a partner backend imports. The stores have entries of their own, `./sqlite` and `./postgres`, which load their
// driver.

export { ClientCertificateError } from './errors/client-certificate-error.js';
export { FulfillmentInputError } from './errors/fulfillment-input-error.js';
export { IapServerError, type IapServerErrorOptions, isIapServerError } from './errors/iap-server-error.js';
export { PackageMissingError } from './errors/package-missing-error.js';
export { PartnerAbortError } from './errors/partner-abort-error.js';
export { PartnerAnswerError } from './errors/partner-answer-error.js';
export { PartnerClosedError } from './errors/partner-closed-error.js';
export { PartnerHttpError } from './errors/partner-http-error.js';
export { PartnerInputError } from './errors/partner-input-error.js';
export { PartnerRateLimitError } from './errors/partner-rate-limit-error.js';
export { PartnerResultError } from './errors/partner-result-error.js';
export { PartnerSetupError } from './errors/partner-setup-error.js';
export { PartnerTimeoutError } from './errors/partner-timeout-error.js';
export { PartnerTlsError } from './errors/partner-tls-error.js';
export { PartnerTransportError } from './errors/partner-transport-error.js';
export type { Backlog } from './fulfillment/backlog.js';
export type { ByHand, ByHandRequest, ByHandResult } from './fulfillment/by-hand.js';
export type { GrantedOrder, OnGrant, OnRevoke, RevokedOrder } from './fulfillment/callbacks.js';
export { type CheckPlan, type CheckStep, DEFAULT_CHECK_PLAN } from './fulfillment/check-plan.js';
export { createFulfillment, type FulfillmentOptions } from './fulfillment/create-fulfillment.js';
export type { CreateIntentRequest, Intent } from './fulfillment/create-intent.js';
export type { ByHandRefusal } from './fulfillment/decide-by-hand.js';
export type { Entitlement, Entitlements } from './fulfillment/entitlements.js';
export type { ExternalGrant, ExternalOrder } from './fulfillment/external-grant.js';
export type { ForgetUserRequest, ForgetUserResult } from './fulfillment/forget-user.js';
export type { Fulfillment } from './fulfillment/fulfillment.js';
export type { IntentPolicy } from './fulfillment/fulfillment-context.js';
export type { GrantRequest } from './fulfillment/grant.js';
export { GrantCallbackError } from './fulfillment/grant-callback-error.js';
export { GrantDeadlineError } from './fulfillment/grant-deadline-error.js';
export type { GrantResult, PendingReason, RefusedReason } from './fulfillment/grant-result.js';
export type { FulfillmentHealth } from './fulfillment/health.js';
export type {
  ImportedOrder,
  ImportOptions,
  ImportReport,
  RejectedOrder,
} from './fulfillment/import-orders.js';
export type { RefreshRequest, RefreshResult } from './fulfillment/refresh.js';
export { UnknownOrderError } from './fulfillment/unknown-order-error.js';
export type { UserKeys } from './fulfillment/user-keys.js';
export { createIapHandler, type IapHandler, type IapHandlerOptions } from './http/create-iap-handler.js';
export type { TimelineEntry } from './ledger/audit.js';
export { LedgerMissingError } from './ledger/ledger-missing-error.js';
export type { LedgerOrder } from './ledger/ledger-order.js';
export { LedgerOwnerError } from './ledger/ledger-owner-error.js';
export { LedgerSchemaError } from './ledger/ledger-schema-error.js';
export type {
  LedgerQueries,
  LedgerStore,
  LedgerTransaction,
  MigrationReport,
  StoreHealth,
  TransactionLimits,
} from './ledger/ledger-store.js';
export { LedgerTimeoutError } from './ledger/ledger-timeout-error.js';
export { LedgerUnavailableError } from './ledger/ledger-unavailable-error.js';
export type { ChangeState, UnreadState } from './ledger/schema.js';
export { TransactionEndedError } from './ledger/transaction-ended-error.js';
export { ANY_USER } from './partner-api/any-user.js';
export type { CallOptions } from './partner-api/call-options.js';
export { createPartnerClient } from './partner-api/create-partner-client.js';
export type { OrderStatusResult } from './partner-api/order-status-result.js';
export type {
  GetOrderStatusesOptions,
  GetOrderStatusRequest,
  PartnerClient,
  WaitForOrderRequest,
} from './partner-api/partner-client.js';
export type { PartnerClientOptions } from './partner-api/partner-client-options.js';
export type { Lane } from './rate-budget/lane.js';
export { memoryRateBudget } from './rate-budget/memory-rate-budget.js';
export type { RateBudget } from './rate-budget/rate-budget.js';
export {
  createReconciler,
  type Reconciler,
  type ReconcilerOptions,
} from './reconciliation/create-reconciler.js';
export type { ReconciliationReport } from './reconciliation/reconciliation-report.js';
export type { FulfillmentEvent } from './telemetry/fulfillment-event.js';
export type { PartnerEvent } from './telemetry/partner-event.js';
export type { ServerEvent } from './telemetry/server-event.js';
export type { StopReason } from './telemetry/stop-reason.js';
export type {
  ClientCertificate,
  ClientCertificateSource,
  ClientCertificates,
} from './transport/client-certificate.js';
export type { ConnectionOptions } from './transport/connection-options.js';
export type { Fetch } from './transport/fetch-transport.js';
export type { WebhookAuthorization } from './webhooks/check-authorization.js';
export {
  createWebhookHandler,
  type WaitingEvent,
  type WebhookHandler,
  type WebhookHandlerOptions,
  type WebhookReport,
} from './webhooks/create-webhook-handler.js';
export { forwardedAddress } from './webhooks/forwarded-address.js';
export type { OnSubscriptionChanged, SubscriptionChange } from './webhooks/subscription-change.js';
