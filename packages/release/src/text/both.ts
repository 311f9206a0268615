/** A text for people, in Korean and English. */
export interface Both {
  readonly ko: string;
  readonly en: string;
}

export type Language = keyof Both;
