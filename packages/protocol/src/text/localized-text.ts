/** One text for people, in both languages of the package. */
export type LocalizedText = {
  /** Korean, what a user of the Toss app reads. */
  readonly ko: string;
  /** English. */
  readonly en: string;
};
