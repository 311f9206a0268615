import { isoDay } from '../language/korean-time.js';
import { m } from '../paraglide/messages.js';
import { useSandboxNow } from '../shell/sandbox-time.js';

/** Korean days, both included, each as `2025-01-01`. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

const DAYS_SHOWN = 30;
const DAY_MS = 86_400_000;

/** The last month on the sandbox clock, including today. */
export function useUsualPeriod(): Period {
  const now = useSandboxNow()?.now ?? Date.now();
  return { from: isoDay(now - (DAYS_SHOWN - 1) * DAY_MS), to: isoDay(now) };
}

interface PeriodFieldProps {
  readonly period: Period;
  readonly onChange: (period: Period) => void;
}

/** A choice of a period of days. */
export function PeriodField({ period: { from, to }, onChange }: PeriodFieldProps) {
  return (
    <fieldset className="period">
      <legend className="visually-hidden">{m.period()}</legend>
      <input
        type="date"
        className="input"
        aria-label={m.period_from()}
        value={from}
        max={to}
        onChange={({ target }) => target.value !== '' && onChange({ from: target.value, to })}
      />
      <span aria-hidden="true">~</span>
      <input
        type="date"
        className="input"
        aria-label={m.period_to()}
        value={to}
        min={from}
        onChange={({ target }) => target.value !== '' && onChange({ from, to: target.value })}
      />
    </fieldset>
  );
}
