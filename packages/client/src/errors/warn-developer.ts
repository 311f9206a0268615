/** How many different warnings are written: what repeats itself with new words would fill the console. */
const MAX_WARNINGS = 100;

const writtenByPage = new Set<string>();

/**
 * Writes a warning to the console, where the developer of the mini-app looks: each text once, and at most a hundred of
 * them. For what is worth knowing and stops nothing.
 *
 * @param text - what was odd and what was done about it; never a payload
 * @param written - what was written before; one for the page unless another is passed
 */
export function warnDeveloper(text: string, written: Set<string> = writtenByPage): void {
  if (written.has(text) || written.size >= MAX_WARNINGS) return;
  written.add(text);
  console.warn(`[ait-iap] ${text}`);
}
