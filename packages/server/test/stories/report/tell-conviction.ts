import type { Conviction } from '../chapter.js';

/** How to play the chapter again. */
export interface Place {
  readonly store: string;
  readonly seed: number;
  readonly chapter: number;
}

/** What went wrong with an order, and everything that happened to it. */
export function tellConviction({ orderId, plot, wrong, story }: Conviction, place: Place): string[] {
  return [
    '',
    `WRONG: order ${orderId} (${plot})`,
    ...wrong.map((what) => `  ${what}`),
    `  again: npm run stories -- --store ${place.store} --seed ${place.seed} --chapter ${place.chapter}`,
    ...story.map((line) => `    ${line}`),
  ];
}
