/** A text for people, in both languages. */
export interface Both {
  readonly ko: string;
  readonly en: string;
}

export type Language = keyof Both;
