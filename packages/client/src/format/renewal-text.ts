import type { LocalizedText, RenewalCycle } from '@ait-iap/protocol';

const CYCLES = new Map<string, LocalizedText>([
  ['WEEKLY', { ko: '매주', en: 'every week' }],
  ['MONTHLY', { ko: '매월', en: 'every month' }],
  ['YEARLY', { ko: '매년', en: 'every year' }],
]);

/** How often a subscription renews, as text. An unknown word stays as it is. */
export function renewalText(cycle: RenewalCycle): LocalizedText {
  return CYCLES.get(cycle) ?? { ko: cycle, en: cycle };
}
