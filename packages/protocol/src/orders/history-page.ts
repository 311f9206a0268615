import type { OpenWord } from '../open-word.js';

/** How many orders the Toss app puts on one page of the history. */
export const HISTORY_PAGE_SIZE = 50;

/** The words for the state of an order in the history; not the words of `get-order-status`. */
export const HISTORY_STATUSES = ['COMPLETED', 'REFUNDED'] as const;

/** A history status that was known when this was written. */
export type KnownHistoryStatus = (typeof HISTORY_STATUSES)[number];

/** A history status: one of {@link HISTORY_STATUSES}, or a word that came later. */
export type HistoryStatus = OpenWord<KnownHistoryStatus>;
