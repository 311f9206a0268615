import type { Both } from '../text/both.js';

/**
 * The weight of a finding. `refused`: the platform or its review rejects it, or it must not reach users. `warning`: a
 * person should look at it. `note`: good to know.
 */
export type Weight = 'refused' | 'warning' | 'note';

/** One finding of a rule. */
export interface Finding {
  /** The name of the rule. It does not change between versions. */
  readonly rule: string;
  /** How much it matters. */
  readonly weight: Weight;
  /** What was found. Never holds a secret. */
  readonly text: Both;
  /** What to do about it. */
  readonly fix: Both;
  /** The source of the rule: a page of the platform's documentation, or an observation. */
  readonly source: string;
  /** The file inside the bundle. */
  readonly file?: string;
  /** The line in that file, from 1. */
  readonly line?: number;
}

/** The level that decides the exit code. */
export const isRefused = ({ weight }: Finding) => weight === 'refused';

const RANK: Readonly<Record<Weight, number>> = { refused: 0, warning: 1, note: 2 };

/** Sorts findings: refused first, then warnings, then notes. */
export const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort((one, other) => RANK[one.weight] - RANK[other.weight]);

/** The platform's pages that are the sources of the rules. */
export const SOURCES = {
  release: 'https://developers-apps-in-toss.toss.im/development/deploy.md',
  reviewOfPurchase: 'Review checklist for in-app purchase of Apps in Toss',
  sdkNotice: 'Console notice of 2026-08-18: no new mini-app below SDK 3.x from 2026-10-05',
  placeTemplates:
    'Templates of Toss Place: github.com/tossplace/toss-pos-plugin-template, toss-front-plugin-template',
  placeTemplateApi: 'https://docs.tossplace.com/reference/plugin-sdk/front/template.html',
  observed: 'Observed with the official tools 2.10.8',
} as const;
