import type { Offer } from '@ait-iap/client';

const CYCLES: Readonly<Record<string, string>> = { WEEKLY: '매주 ', MONTHLY: '매월 ', YEARLY: '매년 ' };

const UNITS: Readonly<Record<string, string>> = { D: '일', W: '주', M: '개월', Y: '년' };

/** How often a subscription is charged; nothing for what is bought once. */
export function cycleWords(cycle: string | undefined): string {
  return CYCLES[cycle ?? ''] ?? '';
}

/** `P1W` is "1주"; a period in another form is shown as it is. */
function periodWords(period: string): string {
  const [, count, unit] = /^P(\d+)([DWMY])$/.exec(period) ?? [];
  return count && unit ? `${count}${UNITS[unit]}` : period;
}

/** What an offer gives. A kind that came later is shown by its price. */
export function offerWords({ type, period, displayAmount }: Offer): string {
  const during = periodWords(period);
  if (type === 'FREE_TRIAL') return `${during} 무료로 써 보기`;
  if (type === 'RETURNING') return `다시 시작하고 ${during} 동안 ${displayAmount}`;
  return `처음 ${during} 동안 ${displayAmount}`;
}
