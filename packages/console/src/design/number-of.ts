/**
 * The number that somebody has typed. Any other text stays a text, an empty one too: the sandbox refuses it and says why,
 * while `Number('')` would be a 0 that nobody has typed.
 */
export function numberOf(typed: string): number | string {
  return /^\s*-?\d+(\.\d+)?\s*$/.test(typed) ? Number(typed) : typed;
}
