import { koreanTime } from '../clock/korean-time.js';
import type { WireEvent } from '../wire/wire-event.js';
import { visibleText } from './visible-text.js';

/** Changes of the world without another event. */
const TOLD_CHANGES: readonly string[] = [
  ...['OrderPaid', 'PaymentTaken', 'PaymentRecorded', 'PaymentPended', 'OrderGranted', 'GrantRefused'],
  ...['GrantWindowClosed', 'RefundRequested', 'RefundApproved', 'RefundRejected', 'OrderRefunded'],
  ...['SubscriptionChanged', 'ProductChanged', 'ProductRemoved', 'SettingsChanged', 'VersionChanged'],
];

/**
 * One event as a line for a terminal: the sandbox time in Korea, what happened, and to which order. `undefined` if
 * another event already tells it.
 */
export function eventLine(event: WireEvent): string | undefined {
  const words = inWords(event);
  if (words === undefined) return undefined;
  const time = koreanTime(event.at).slice(11);
  return visibleText([time, words, event.orderId ?? ''].filter((part) => part !== '').join('  '));
}

function inWords(event: WireEvent): string | undefined {
  switch (event.type) {
    case 'app.opened':
      return `app      opened by ${event.device.userKey} (${event.device.platform}, ${event.device.environment})`;
    case 'app.closed':
      return `app      closed, ${event.why === 'fault' ? 'killed by a fault' : 'the page has gone'}`;
    case 'bridge.called':
      return `bridge   → ${event.function} (${event.userKey})`;
    case 'bridge.answered':
      return `bridge   ← ${event.function} ${event.code ?? (event.outcome === 'error' ? 'error' : 'ok')}, ${ms(event.took)}`;
    case 'bridge.told':
      return `bridge   ← ${event.function} ${event.code ?? nameOf(event.told)}`;
    case 'purchase.opened':
      return `order    opened: ${event.sku}`;
    case 'sheet.shown':
      return `sheet    ${event.displayName}, ${event.displayAmount}`;
    case 'sheet.closed':
      return `sheet    ${event.decision}`;
    case 'grant.answered':
      return `grant    the mini-app answered ${JSON.stringify(event.answer) ?? 'nothing'}`;
    case 'screen.shown':
      return `screen   ${event.screen}${event.code === undefined ? '' : ` (${event.code})`}`;
    default:
      return besidesThePhone(event);
  }
}

function besidesThePhone(event: WireEvent): string | undefined {
  switch (event.type) {
    case 'status.asked':
      return `backend  → get-order-status (${event.userKey ?? 'no user key'})`;
    case 'status.answered':
      return `backend  ← ${event.broken ?? event.errorCode ?? event.status ?? event.http}, ${ms(event.took)}`;
    case 'webhook.attempted':
      return `webhook  ${event.changeReason ?? 'verification'} → ${event.url} ${event.status ?? event.error ?? ''}`;
    case 'fault.struck':
      return `fault    ${event.name} (${event.fault})`;
    case 'push.sent':
      return `push     ${event.userKey}: ${event.text}`;
    case 'mail.sent':
      return `mail     ${event.subject}`;
    case 'world.changed':
      return TOLD_CHANGES.includes(event.change)
        ? `world    ${event.change}${event.id === undefined ? '' : ` ${event.id}`}`
        : undefined;
    case 'world.replaced':
      return `world    is another one now, ${event.events} events`;
    case 'clock.moved':
      return `clock    ${event.rate === 0 ? 'frozen' : `x${event.rate}`}`;
    case 'sandbox.failed':
      return `SANDBOX FAILED  ${event.where}: ${event.message}`;
    default:
      return undefined;
  }
}

function nameOf(told: unknown): string {
  const type = (told as { type?: unknown } | null)?.type;
  return typeof type === 'string' ? type : 'error';
}

function ms(took: number): string {
  return `${took} ms`;
}
