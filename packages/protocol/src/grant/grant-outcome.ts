import type { OpenWord } from '../open-word.js';

/**
 * How a grant ended.
 *
 * | outcome | meaning | confirm to the Toss app? |
 * | --- | --- | --- |
 * | granted | durably recorded just now | yes |
 * | already_granted | was recorded before | yes: answering no would leave the order pending for ever |
 * | pending | cannot be decided yet; ask again | no |
 * | refused | not this user's, not paid, or refunded | no |
 */
export const GRANT_OUTCOMES = ['granted', 'already_granted', 'pending', 'refused'] as const;

/** A grant outcome that was known when this was written. */
export type KnownGrantOutcome = (typeof GRANT_OUTCOMES)[number];

/** A grant outcome: one of {@link GRANT_OUTCOMES}, or a word of a newer backend, which does not count as granted. */
export type GrantOutcome = OpenWord<KnownGrantOutcome>;

/**
 * Whether the Toss app may now be told that the product is granted. That cannot be taken back.
 * Only granted and already_granted do.
 */
export function isGrantConfirmed(answer: { readonly outcome: GrantOutcome }): boolean {
  return answer.outcome === 'granted' || answer.outcome === 'already_granted';
}
