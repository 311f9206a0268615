import type { MonthRevenue } from '../api/payment.js';
import { won } from '../language/format.js';
import { m } from '../paraglide/messages.js';

const SHOWN = 12;
const HEIGHT = 140;
const STEP = 84;
const BAR = 36;

/** A bar for each month. The table below shows the same in numbers. */
export function MonthBars({ months }: { readonly months: readonly MonthRevenue[] }) {
  const shown = months.slice(0, SHOWN).reverse();
  const most = Math.max(1, ...shown.map(({ paid }) => paid));
  const width = Math.max(1, shown.length) * STEP;
  return (
    <figure className="bars">
      <figcaption>
        <span className="quiet">{m.payout()}</span>
        <strong>{won(months.reduce((sum, { payout }) => sum + payout, 0))}</strong>
        <span className="legend">
          <span className="legend-payout" /> {m.payout()} <span className="legend-fees" /> {m.fees()}
        </span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${HEIGHT + 44}`} width={width} role="img" aria-label={m.revenue_by_month()}>
        <line x1={0} x2={width} y1={HEIGHT + 16.5} y2={HEIGHT + 16.5} className="bars-base" />
        {shown.map(({ month, paid, payout }, index) => {
          const [all, own] = [paid, payout].map((amount) => (amount / most) * HEIGHT) as [number, number];
          const x = index * STEP + (STEP - BAR) / 2;
          return (
            <g key={month}>
              <title>{`${month}: ${won(payout)} / ${won(paid)}`}</title>
              <rect className="bar-fees" x={x} y={HEIGHT + 16 - all} width={BAR} height={all} rx={5} />
              <rect className="bar-payout" x={x} y={HEIGHT + 16 - own} width={BAR} height={own} rx={5} />
              <text x={x + BAR / 2} y={HEIGHT + 10 - all} className="bar-text">
                {paid === 0 ? '' : won(paid)}
              </text>
              <text x={x + BAR / 2} y={HEIGHT + 36} className="bar-month">
                {month}
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
