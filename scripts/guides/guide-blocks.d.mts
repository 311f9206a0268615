/** A block of code in a guide. */
export interface GuideBlock {
  readonly language: string;
  readonly runs: boolean;
  readonly code: string;
  readonly heading: string;
}

export function blocksOf(document: string): readonly GuideBlock[];
export function blockWith(blocks: readonly GuideBlock[], text: string, language?: string): string;
