/** A text for people, in Korean and English. */
export interface Both {
  /** The Korean text. */
  readonly ko: string;
  /** The English text. */
  readonly en: string;
}

/** A language of the texts. */
export type Language = keyof Both;
