import { isWordOf, type OpenWord } from '../open-word.js';

/** Why a subscription changed (later docs). REVOKED is a refund. */
export const CHANGE_REASONS = [
  'CREATED',
  'RENEWED',
  'RECOVERED',
  'RESTARTED',
  'ENTERED_GRACE_PERIOD',
  'ON_HOLD',
  'PAUSED',
  'AUTO_RENEW_ENABLED',
  'AUTO_RENEW_DISABLED',
  'EXTENDED',
  'EXPIRED',
  'REVOKED',
] as const;

/** A change reason that was known when this was written. */
export type KnownChangeReason = (typeof CHANGE_REASONS)[number];

/** A change reason: one of {@link CHANGE_REASONS}, or a word that came later. */
export type ChangeReason = OpenWord<KnownChangeReason>;

/** Whether this package knows the word. */
export function isKnownChangeReason(reason: string): reason is KnownChangeReason {
  return isWordOf(CHANGE_REASONS, reason);
}
