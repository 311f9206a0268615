/** Letters that a terminal draws twice as wide: Hangul, and what else is written in a square. */
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/g;

/** A text with blanks behind it, as wide in a terminal as wanted. */
export function padded(text: string, width: number): string {
  const shown = text.length + (text.match(WIDE)?.length ?? 0);
  return text + ' '.repeat(Math.max(0, width - shown));
}
