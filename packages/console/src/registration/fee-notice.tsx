import { TOSS_FEE_PERCENT, TOSS_PROMOTION_FEE_PERCENT } from '@ait-iap/protocol';
import { m } from '../paraglide/messages.js';
import type { DraftProps } from './register-page.js';

/** 인앱 결제 수수료: 5 %, and 0 % until the last day of a promotion. */
export function FeeNotice({ draft: { promotionUntil }, onChange }: Omit<DraftProps, 'problems'>) {
  const runs = promotionUntil !== '';
  return (
    <section className="notice fee" aria-label={m.fee()}>
      <span className="grow">
        <strong>{m.fee()}</strong>
        <br />
        {runs ? m.fee_promotion({ day: promotionUntil.replaceAll('-', '.') }) : m.fee_usual()}
      </span>
      <label className="field">
        <span className="hint">{m.promotion_until()}</span>
        <input
          type="date"
          className="input"
          value={promotionUntil}
          onChange={({ target }) => onChange({ promotionUntil: target.value })}
        />
      </label>
      <span className="fee-rate">
        {runs && <s>{TOSS_FEE_PERCENT}%</s>}{' '}
        <strong>{runs ? TOSS_PROMOTION_FEE_PERCENT : TOSS_FEE_PERCENT}%</strong>{' '}
        <span className="quiet">{m.vat_apart()}</span>
      </span>
    </section>
  );
}
