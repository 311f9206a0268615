import { useState } from 'react';
import type { Deed } from '../actions/act.js';
import { DeedButton } from '../actions/deed-button.js';
import { Choice } from '../design/choice.js';
import { Page } from '../design/page.js';
import { day, timeOfDay } from '../language/korean-time.js';
import { advanceDeed } from '../orders/order-deeds.js';
import { m } from '../paraglide/messages.js';
import { useSandboxNow } from '../shell/sandbox-time.js';
import { MachineTime } from './machine-time.js';
import './clock.css';

const UNITS = ['seconds', 'minutes', 'hours', 'days'] as const;

const rateDeed = (rate: number, label: string): Deed => ({
  label,
  call: { method: 'PUT', path: '/clock', body: { rate } },
  done: m.rate_done(),
});

/** The sandbox's clock: its time, its rate, and buttons to move it forward. */
export function ClockPage() {
  const clock = useSandboxNow();
  return (
    <Page title={m.clock()} lead={m.clock_lead()}>
      <div className="stack">
        <section className="card card-body">
          {clock && (
            <p className="clock-face">
              <span>{day(clock.now)}</span> {timeOfDay(clock.now)}
            </p>
          )}
          <p className="quiet">{rateText(clock?.rate ?? 1)}</p>
        </section>
        <section className="card" aria-labelledby="advance">
          <h2 className="card-head" id="advance">
            {m.clock_forward()}
          </h2>
          <div className="card-body stack">
            <div className="row wrap">
              <DeedButton deed={advanceDeed('30 seconds', m.plus_30_s())} size="usual" />
              <DeedButton deed={advanceDeed('1 hour', m.plus_hour())} size="usual" />
              <DeedButton deed={advanceDeed('1 day', m.plus_day())} size="usual" />
              <DeedButton deed={advanceDeed('49 hours', m.plus_49_hours())} size="usual" />
              <DeedButton deed={advanceDeed('31 days', m.plus_month())} size="usual" />
            </div>
            <OwnStep />
          </div>
        </section>
        {clock && <MachineTime now={clock.now} />}
        <section className="card" aria-labelledby="rate">
          <h2 className="card-head" id="rate">
            {m.clock_rate()}
          </h2>
          <div className="card-body row wrap">
            <DeedButton deed={rateDeed(0, m.rate_frozen())} size="usual" />
            <DeedButton deed={rateDeed(1, m.rate_real())} size="usual" />
            <DeedButton deed={rateDeed(60, m.rate_minute())} size="usual" />
            <DeedButton deed={rateDeed(3_600, m.rate_hour())} size="usual" />
            <DeedButton deed={rateDeed(86_400, m.rate_day())} size="usual" />
          </div>
        </section>
      </div>
    </Page>
  );
}

function OwnStep() {
  const [amount, setAmount] = useState('2');
  const [unit, setUnit] = useState<(typeof UNITS)[number]>('days');
  const texts = {
    seconds: m.unit_seconds(),
    minutes: m.unit_minutes(),
    hours: m.unit_hours(),
    days: m.unit_days(),
  };
  const number = Number(amount);
  return (
    <div className="row wrap">
      <input
        className="input"
        style={{ width: 90 }}
        inputMode="decimal"
        aria-label={m.amount()}
        value={amount}
        onChange={({ target }) => setAmount(target.value)}
      />
      <Choice
        label={m.unit()}
        value={unit}
        options={UNITS.map((each) => [each, texts[each]] as const)}
        onChange={setUnit}
      />
      <DeedButton
        deed={{ ...advanceDeed(`${amount} ${unit}`, `${amount} ${texts[unit]}`), label: m.advance() }}
        kind="primary"
        size="usual"
        disabled={amount.trim() === '' || !(number >= 0)}
      />
    </div>
  );
}

function rateText(rate: number): string {
  if (rate === 0) return m.clock_frozen();
  return rate === 1 ? m.clock_real() : m.clock_runs({ rate: String(rate) });
}
