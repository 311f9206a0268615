import type { RefundReason } from '../api/order.js';
import { duration } from '../language/format.js';
import { timeOfDay } from '../language/korean-time.js';
import { reasonText } from '../orders/order-words.js';
import { m } from '../paraglide/messages.js';
import type { Actor, Moment, PurchaseStage } from './moment.js';
import type { Trouble } from './trouble.js';

/** A stage in a word. */
export function stageText(stage: PurchaseStage): string {
  return {
    tap: m.stage_tap,
    sheet: m.stage_sheet,
    paid: m.stage_paid,
    purchased: m.stage_purchased,
    grant: m.stage_grant,
    asked: m.stage_asked,
    answered: m.stage_answered,
    success: m.stage_success,
  }[stage]();
}

/** Who did it. */
export function actorText(actor: Actor): string {
  return {
    page: m.actor_page,
    toss: m.actor_toss,
    store: m.actor_store,
    backend: m.actor_backend,
    sandbox: m.actor_sandbox,
    ledger: m.actor_ledger,
    partner: m.actor_partner,
  }[actor]();
}

const text = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

const TEXTS: Readonly<Record<string, (detail: Moment['detail']) => string>> = {
  tap: () => m.moment_tap(),
  'purchase.opened': () => m.moment_tap(),
  'sheet.shown': ({ displayAmount }) => m.moment_sheet({ amount: text(displayAmount) }),
  'sheet.closed': ({ decision }) =>
    decision === 'approve'
      ? m.moment_approved()
      : decision === 'cancel'
        ? m.moment_canceled()
        : m.moment_gone(),
  paid: () => m.moment_paid(),
  purchased: () => m.moment_purchased(),
  success: () => m.moment_success(),
  answered: ({ answer }) => m.moment_answered({ answer: text(answer) }),
  'grant.answered': ({ answer }) => m.moment_answered({ answer: text(answer) }),
  'bridge.called': () => m.moment_completed(),
  'told.error': ({ code }) => m.moment_error({ code: text(code) }),
  failed: ({ code }) => m.moment_error({ code: text(code) }),
  'window-closed': () => m.moment_window_closed(),
  'screen.shown': ({ screen }) =>
    screen === 'refund-offer'
      ? m.screen_refund_offer()
      : screen === 'app-closed'
        ? m.screen_app_closed()
        : m.screen_error(),
  'status.asked': ({ clientName }) => m.moment_asked({ client: text(clientName ?? '') }),
  'status.answered': ({ status, errorCode, broken, http }) =>
    m.moment_status({ status: text(broken ?? errorCode ?? status ?? http) }),
  'webhook.attempted': ({ changeReason, status, error }) =>
    m.moment_webhook({ reason: text(changeReason ?? ''), answer: text(status ?? error ?? '') }),
  'fault.struck': ({ name }) => m.moment_fault({ name: text(name) }),
  'push.sent': (detail) => m.moment_push({ text: text(detail.text) }),
  'refund-requested': ({ reason }) =>
    m.moment_refund_requested({ reason: reasonText(reason as RefundReason) }),
  'refund-approved': () => m.moment_refund_approved(),
  'refund-rejected': ({ reason }) => m.moment_refund_rejected({ reason: text(reason ?? '') }),
  refunded: () => m.moment_refunded(),
  pended: () => m.moment_pended(),
  recorded: () => m.moment_recorded(),
  subscription: ({ changeReason }) => m.moment_subscription({ reason: text(changeReason ?? '') }),
};

/** A moment as one sentence. An unknown one of a newer sandbox is shown by its name. */
export function momentText({ kind, detail }: Moment): string {
  if (kind.startsWith('ledger.')) return m.moment_ledger({ kind: kind.slice('ledger.'.length) });
  return TEXTS[kind]?.(detail) ?? kind;
}

/** A problem as one sentence. */
export function troubleText({ kind, ms = 0, word = '' }: Trouble): string {
  switch (kind) {
    case 'answered-before-asked':
      return m.trouble_answered_before_asked({ time: duration(ms) });
    case 'never-asked':
      return m.trouble_never_asked();
    case 'answered-false':
      return m.trouble_answered_false();
    case 'no-answer':
      return m.trouble_no_answer();
    case 'answer-lost':
      return m.trouble_answer_lost();
    case 'killed':
      return m.trouble_killed();
    case 'status':
      return m.trouble_status({ status: word });
    case 'unrecorded':
      return m.trouble_unrecorded({ code: word });
    case 'failed':
      return m.trouble_failed({ code: word });
  }
}

/** `+41ms`: since the tap. */
export function since(start: number, at: number): string {
  return at === start ? timeOfDay(at) : `+${duration(at - start)}`;
}
