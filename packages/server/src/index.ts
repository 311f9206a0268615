// What a partner backend imports. Stores are not here: `./sqlite` and `./postgres` load their driver only when asked for.

export { systemClock } from './clock/system-clock.js';
export {
  CLIENT_CERTIFICATE_PROBLEMS,
  ClientCertificateError,
  type ClientCertificateProblem,
} from './errors/client-certificate-error.js';
export { IapServerError, type IapServerErrorOptions, isIapServerError } from './errors/iap-server-error.js';
export { PartnerAbortError } from './errors/partner-abort-error.js';
export { ANSWER_PROBLEMS, type AnswerProblem, PartnerAnswerError } from './errors/partner-answer-error.js';
export { PartnerClosedError } from './errors/partner-closed-error.js';
export { PartnerHttpError, type PartnerHttpErrorOptions } from './errors/partner-http-error.js';
export { PartnerInputError } from './errors/partner-input-error.js';
export { PartnerRateLimitError } from './errors/partner-rate-limit-error.js';
export { type PartnerResult, PartnerResultError } from './errors/partner-result-error.js';
export { PartnerSetupError, type PartnerSetupFault } from './errors/partner-setup-error.js';
export { PartnerTimeoutError } from './errors/partner-timeout-error.js';
export { PartnerTlsError, TLS_FAILURES, type TlsFailure } from './errors/partner-tls-error.js';
export { PartnerTransportError } from './errors/partner-transport-error.js';
export type { Backlog, ClaimRequest } from './fulfillment/backlog.js';
export type {
  ByHand,
  ByHandRequest,
  ByHandResult,
  MarkGrantedRequest,
  Responsible,
} from './fulfillment/by-hand.js';
export type { GrantedOrder, OnGrant, OnRevoke, RevokedOrder } from './fulfillment/callbacks.js';
export {
  type CheckFacts,
  type CheckLoad,
  type CheckPlan,
  type CheckStanding,
  type CheckStep,
  DEFAULT_CHECK_PLAN,
  nextCheckDelay,
} from './fulfillment/check-plan.js';
export {
  createFulfillment,
  DEFAULT_GRANT_TIMEOUT_MS,
  type FulfillmentBaseOptions,
  type FulfillmentOptions,
} from './fulfillment/create-fulfillment.js';
export {
  type CreateIntentRequest,
  DEFAULT_INTENT_TTL_MS,
  type Intent,
} from './fulfillment/create-intent.js';
export { BY_HAND_REFUSALS, type ByHandRefusal } from './fulfillment/decide-by-hand.js';
export type {
  Entitlement,
  Entitlements,
  Ownership,
  SubscriptionView,
} from './fulfillment/entitlements.js';
export type { ExternalGrant, ExternalOrder } from './fulfillment/external-grant.js';
export type { Fulfillment } from './fulfillment/fulfillment.js';
export type { IntentPolicy } from './fulfillment/fulfillment-context.js';
export { FulfillmentInputError } from './fulfillment/fulfillment-input-error.js';
export type { GrantRequest } from './fulfillment/grant.js';
export { GrantCallbackError } from './fulfillment/grant-callback-error.js';
export { GrantDeadlineError } from './fulfillment/grant-deadline-error.js';
export {
  type ConfirmedGrant,
  type GrantResult,
  PENDING_REASONS,
  type PendingGrant,
  type PendingReason,
  REFUSED_REASONS,
  type RefusedGrant,
  type RefusedReason,
} from './fulfillment/grant-result.js';
export type { FulfillmentHealth } from './fulfillment/health.js';
export type {
  ImportedOrder,
  ImportOptions,
  ImportReport,
  RejectedOrder,
} from './fulfillment/import-orders.js';
export type { StopReason } from './fulfillment/mismatch-alarm.js';
export type { RefreshRequest, RefreshResult } from './fulfillment/refresh.js';
export { UnknownOrderError } from './fulfillment/unknown-order-error.js';
export { USER_KEYS, type UserKeys } from './fulfillment/user-keys.js';
export { createIapHandler, type IapHandler, type IapHandlerOptions } from './http/create-iap-handler.js';
export { AUDIT_KINDS, type AuditKind, type TimelineEntry } from './ledger/audit.js';
export { LEDGER_INVARIANTS, type LedgerInvariant } from './ledger/invariants.js';
export { LedgerMissingError } from './ledger/ledger-missing-error.js';
export type { LedgerOrder } from './ledger/ledger-order.js';
export { LedgerOwnerError } from './ledger/ledger-owner-error.js';
export { LedgerSchemaError } from './ledger/ledger-schema-error.js';
export type {
  LedgerSession,
  LedgerStore,
  LedgerTransaction,
  MigrationReport,
  StoreHealth,
  TransactionLimits,
} from './ledger/ledger-store.js';
export { LedgerTimeoutError } from './ledger/ledger-timeout-error.js';
export { LedgerUnavailableError } from './ledger/ledger-unavailable-error.js';
export {
  CHANGE_STATES,
  type ChangeState,
  DELIVERIES,
  type Delivery,
  PAYMENTS,
  type Payment,
  UNREAD_STATES,
  type UnreadState,
} from './ledger/schema.js';
export type { ChangeKey, StoredChange } from './ledger/subscription-changes.js';
export { TransactionEndedError } from './ledger/transaction-ended-error.js';
export type { UnreadEvent } from './ledger/unread-webhooks.js';
export { ANY_USER } from './partner-api/any-user.js';
export type { CallOptions } from './partner-api/call-options.js';
export { createPartnerClient } from './partner-api/create-partner-client.js';
export type {
  GrantableOrderResult,
  GrantableOrderStatus,
  OrderStatusResult,
  UngrantableOrderResult,
  UnknownOrderResult,
} from './partner-api/order-status-result.js';
export type {
  GetOrderStatusesOptions,
  GetOrderStatusRequest,
  OrderQuestion,
  OrderStatusOutcome,
  PartnerClient,
  WaitForOrderRequest,
} from './partner-api/partner-client.js';
export type {
  FetchPartnerClientOptions,
  PartnerClientOptions,
  PartnerClientSettings,
  TlsPartnerClientOptions,
} from './partner-api/partner-client-options.js';
export { DEFAULT_TIME_ZONE, type StatusInstant } from './partner-api/status-instant.js';
export { toOrderStatusResult } from './partner-api/to-order-status-result.js';
export type { Lane } from './rate-budget/lane.js';
export { type MemoryRateBudgetOptions, memoryRateBudget } from './rate-budget/memory-rate-budget.js';
export type { RateBudget, RateTicket } from './rate-budget/rate-budget.js';
export {
  createReconciler,
  type Reconciler,
  type ReconcilerOptions,
} from './reconciliation/create-reconciler.js';
export type { ReconciliationReport } from './reconciliation/reconciliation-report.js';
export type {
  DeliveryAttempted,
  FulfillmentEvent,
  FulfillmentFailed,
  GrantDenied,
  OrderGranted,
  OrderRevoked,
  ReconciliationStopped,
} from './telemetry/fulfillment-event.js';
export type {
  PartnerAttempted,
  PartnerCallEnded,
  PartnerCallStarted,
  PartnerCertificateUnusable,
  PartnerEvent,
  PartnerWaited,
} from './telemetry/partner-event.js';
export type { ServerEvent } from './telemetry/server-event.js';
export type {
  CertificateWithKey,
  ClientCertificate,
  ClientCertificateSource,
  ClientCertificates,
  Pkcs12Certificate,
} from './transport/client-certificate.js';
export type { ConnectionOptions } from './transport/connection-options.js';
export type { Fetch } from './transport/fetch-transport.js';
export type { ChangeOutcome } from './webhooks/apply-change.js';
export {
  AUTHORIZATION_SCHEMES,
  type AuthorizationScheme,
  type WebhookAuthorization,
} from './webhooks/check-authorization.js';
export {
  createWebhookHandler,
  type PendingEvent,
  type WebhookHandler,
  type WebhookHandlerOptions,
  type WebhookReport,
} from './webhooks/create-webhook-handler.js';
export { forwardedAddress } from './webhooks/forwarded-address.js';
export type { OnSubscriptionChanged, SubscriptionChange } from './webhooks/subscription-change.js';
export type { ReceivedOutcome } from './webhooks/subscription-events.js';
