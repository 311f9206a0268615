import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { read } from '../api/client.js';
import type { ClockInfo } from '../api/world.js';
import { Icon } from '../design/icons.js';
import { day, timeOfDay } from '../language/korean-time.js';
import { m } from '../paraglide/messages.js';

const TICK_MS = 500;

/** The running time of the sandbox, calculated from the last answer and its rate. */
export function useSandboxNow(): { readonly now: number; readonly rate: number } | undefined {
  const { data, dataUpdatedAt } = useQuery(read<ClockInfo>('/clock'));
  const [real, setReal] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setReal(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  if (data === undefined) return undefined;
  const passed = Math.max(0, real - dataUpdatedAt) * data.rate;
  return { now: Date.parse(data.now) + passed, rate: data.rate };
}

/** The time of the sandbox. A click opens the clock page. */
export function SandboxTime() {
  const clock = useSandboxNow();
  if (clock === undefined) return null;
  return (
    <Link to="/clock" className="now button" data-kind="plain" data-size="small" title={m.sandbox_time()}>
      <Icon name={clock.rate === 0 ? 'pause' : 'clock'} size={16} />
      <span className="visually-hidden">{m.sandbox_time()}</span>
      <span className="only-wide">{day(clock.now)}</span> {timeOfDay(clock.now)}
      {clock.rate !== 1 && clock.rate !== 0 && <span>×{clock.rate}</span>}
    </Link>
  );
}
