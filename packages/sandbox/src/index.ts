/**
 * A Toss app, an app store, a console and a partner API that run on one machine or inside one test.
 *
 * @packageDocumentation
 */

export type { PastPurchase } from './app-market/orders/past-purchase.js';
export type { Activity } from './clock/activity.js';
export { createSandboxClock, DEFAULT_START, type SandboxClockOptions } from './clock/create-sandbox-clock.js';
export type { DurationInput } from './clock/duration.js';
export type { ClockState, SandboxClock } from './clock/sandbox-clock.js';
export { type ConsoleProblem, ConsoleRuleError } from './errors/console-rule-error.js';
export { HostError } from './errors/host-error.js';
export { InvalidClockError } from './errors/invalid-clock-error.js';
export { InvalidDeviceError } from './errors/invalid-device-error.js';
export { InvalidDurationError } from './errors/invalid-duration-error.js';
export { InvalidExportError } from './errors/invalid-export-error.js';
export { InvalidFaultError } from './errors/invalid-fault-error.js';
export { RefundNotPossibleError } from './errors/refund-not-possible-error.js';
export { isSandboxError, SandboxError } from './errors/sandbox-error.js';
export { SubscriptionStateError } from './errors/subscription-state-error.js';
export { UnknownOrderError } from './errors/unknown-order-error.js';
export type { FaultBook, FaultReach } from './faults/fault-book.js';
export {
  FAULT_CATALOGUE,
  type FaultEntry,
  type FaultName,
  type FaultParameter,
  type FaultParameterOf,
  type FaultPlace,
} from './faults/fault-catalogue.js';
export type { FaultParameters } from './faults/fault-parameters.js';
export type { ArmedFault, FaultScope, FaultSpec, FaultTarget } from './faults/fault-spec.js';
export { PartnerFault } from './faults/partner-fault.js';
export {
  PURCHASE_SCENARIOS,
  type PurchaseScenario,
  type PurchaseScenarioName,
} from './faults/purchase-scenarios.js';
export { deviceConstants } from './host/device-constants.js';
export type { Host, HostOptions } from './host/host.js';
export type {
  ChosenScenario,
  OrderSheet,
  PaymentAnswer,
  PaymentDecision,
  PaymentOption,
  PaymentSheet,
} from './host/payment-sheet.js';
export type { PhoneScreens, ShownScreen } from './host/phone-screens.js';
export { type EmitTopic, type MessageHost, speakMessages } from './host/speak-messages.js';
export type { PartnerApi, PartnerApiContext } from './partner-api/partner-api.js';
export type { UploadStart } from './partner-console/mini-app-versions.js';
export type { PartnerAccount } from './partner-console/partner-account.js';
export type { ProductRegistration } from './partner-console/register-product.js';
export type { PlaceCenter } from './place-center/place-center.js';
export type { Activator, PlaceStore } from './place-center/place-store.js';
export type { PlacePlugin, TerminalKind } from './place-center/plugin.js';
export type { PlaceFile, PlaceTrack, PlaceVersion } from './place-center/plugin-version.js';
export type {
  InstalledPlugin,
  PlaceTerminal,
  ShownTerminal,
  TerminalStart,
} from './place-center/terminal.js';
export type { OrderScope } from './sandbox/all-orders.js';
export { createSandbox } from './sandbox/create-sandbox.js';
export type { Sandbox } from './sandbox/sandbox.js';
export { DEFAULT_SEED, type SandboxOptions } from './sandbox/sandbox-options.js';
export type {
  AccountConsole,
  RegistrationConsole,
  StoreConsole,
  VersionConsole,
} from './sandbox/store-console.js';
export type { Wire, WireFilter } from './wire/wire.js';
export {
  type HostScreen,
  type NewWireEvent,
  WIRE_EVENT_TYPES,
  type WireDevice,
  type WireEvent,
  type WireEventData,
  type WireEventType,
  type WirePlace,
} from './wire/wire-event.js';
export type { CatalogOffer, CatalogProduct } from './world/catalog-product.js';
export type { Charge } from './world/charge.js';
export { type CatalogProductInput, DEFAULT_CATALOGUE } from './world/default-catalogue.js';
export { DEFAULT_APP_VERSION, type Device } from './world/device.js';
export { memoryStore } from './world/memory-store.js';
export type {
  BundleFacts,
  LiveVersion,
  MiniAppVersion,
  VersionChange,
  VersionMoment,
  VersionState,
  VersionStep,
} from './world/mini-app-version.js';
export type { GrantWindow, Order, OrderState, StoreName } from './world/order.js';
export {
  REFUND_REASONS,
  type Refund,
  type RefundDecider,
  type RefundReason,
  type RefundState,
} from './world/refund.js';
export type { Subscription } from './world/subscription.js';
export type { SubscriptionStep } from './world/subscription-change.js';
export type { DueHandler, World, WorldListener } from './world/world.js';
export type {
  GrantConfirmation,
  NewWorldEvent,
  WorldEvent,
  WorldEventData,
  WorldEventType,
} from './world/world-event.js';
export { DEFAULT_WORLD_SETTINGS, type WorldSettings } from './world/world-settings.js';
export type {
  Due,
  DueChange,
  OrderQuery,
  RecordChange,
  WorldCommit,
  WorldStore,
} from './world/world-store.js';
