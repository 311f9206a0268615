/** How many different warnings one page writes: what repeats itself with new words would fill the console. */
const MAX_WARNINGS = 100;

const written = new Set<string>();

/**
 * Writes a warning to the console, where the developer of the mini-app looks: each text once, and at most a hundred of
 * them. For what is worth knowing and stops nothing.
 *
 * @param text - what was odd and what was done about it; never a payload
 */
export function warnDeveloper(text: string): void {
  if (written.has(text) || written.size >= MAX_WARNINGS) return;
  written.add(text);
  console.warn(`[ait-iap] ${text}`);
}
