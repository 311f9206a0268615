import { Icon } from '../design/icons.js';
import { dayAndTime } from '../language/korean-time.js';
import { m } from '../paraglide/messages.js';
import { troubleText } from './moment-text.js';
import type { Story } from './story.js';
import { type VerdictKind, verdictOf } from './verdict-of.js';

const TONES: Readonly<Record<VerdictKind, 'good' | 'warn' | 'bad' | 'quiet'>> = {
  delivered: 'good',
  'waiting-for-answer': 'warn',
  refused: 'bad',
  missed: 'bad',
  pending: 'warn',
  unrecorded: 'bad',
  'refund-asked': 'warn',
  refunded: 'quiet',
  'paid-back-unrecorded': 'quiet',
  'sheet-open': 'quiet',
  'waiting-for-approval': 'quiet',
  canceled: 'quiet',
  failed: 'quiet',
};

/** Tells where the item is, in a sentence. */
export function VerdictNotice({ story }: { readonly story: Story }) {
  const kind = verdictOf(story);
  // Granted, but only by luck.
  const tone = kind === 'delivered' && story.trouble !== undefined ? 'warn' : TONES[kind];
  return (
    <p className="notice" data-tone={tone} data-verdict={kind}>
      <Icon name={kind === 'delivered' ? 'check' : 'search'} />
      <span>
        {verdictText(kind, story)}
        {story.trouble && ` ${troubleText(story.trouble)}`}
      </span>
    </p>
  );
}

function verdictText(kind: VerdictKind, { order }: Story): string {
  const time = dayAndTime(order.grantedAt ?? order.refundedAt ?? order.paidAt ?? order.stateAt);
  switch (kind) {
    case 'delivered':
      return m.verdict_delivered({ time });
    case 'waiting-for-answer':
      return m.verdict_waiting();
    case 'refused':
      return m.verdict_refused();
    case 'missed':
      return m.verdict_missed();
    case 'pending':
      return m.verdict_pending();
    case 'unrecorded':
      return m.verdict_unrecorded();
    case 'refund-asked':
      return order.refund?.decider === 'PARTNER' ? m.verdict_refund_partner() : m.verdict_refund_store();
    case 'refunded':
      return m.verdict_refunded({ time: dayAndTime(order.refundedAt ?? order.stateAt) });
    case 'paid-back-unrecorded':
      return m.verdict_paid_back({ time: dayAndTime(order.refundedAt ?? order.stateAt) });
    case 'sheet-open':
      return m.verdict_sheet();
    case 'waiting-for-approval':
      return m.verdict_approval();
    case 'canceled':
      return m.verdict_canceled();
    case 'failed':
      return m.verdict_failed({ code: order.reason });
  }
}
