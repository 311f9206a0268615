import { TOSS_FEE_PERCENT, TOSS_PROMOTION_FEE_PERCENT } from '@ait-iap/protocol';
import { useQuery } from '@tanstack/react-query';
import { read } from '../api/client.js';
import type { ClockInfo } from '../api/world.js';
import { m } from '../paraglide/messages.js';
import { usePromotionEnd } from '../revenue/promotion.js';

/** 인앱 결제 수수료: 5 %, and 0 % while a promotion runs. */
export function FeeNotice() {
  const end = usePromotionEnd();
  const { data } = useQuery(read<ClockInfo>('/clock'));
  const runs = end !== undefined && data !== undefined && Date.parse(data.now) <= end.at;
  return (
    <section className="notice fee" aria-label={m.fee()}>
      <span className="grow">
        <strong>{m.fee()}</strong>
        <br />
        {runs ? m.fee_promotion({ day: end.day }) : m.fee_usual()}
      </span>
      <span className="fee-rate">
        {runs && <s>{TOSS_FEE_PERCENT}%</s>}{' '}
        <strong>{runs ? TOSS_PROMOTION_FEE_PERCENT : TOSS_FEE_PERCENT}%</strong>{' '}
        <span className="quiet">{m.vat_apart()}</span>
      </span>
    </section>
  );
}
