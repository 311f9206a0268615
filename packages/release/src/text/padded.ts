/** Characters that a terminal draws with double width: Hangul and other square characters. */
const WIDE = /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]/g;

/** Pads a text with spaces to a width in a terminal. */
export function padded(text: string, width: number): string {
  const shown = text.length + (text.match(WIDE)?.length ?? 0);
  return text + ' '.repeat(Math.max(0, width - shown));
}
