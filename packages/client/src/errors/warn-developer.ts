/** The largest number of different warnings, so that warnings with changing texts cannot fill the console. */
const MAX_WARNINGS = 100;

const writtenByPage = new Set<string>();

/**
 * Writes a warning to the console for the developer of the mini-app. Each text is written once, and at most a hundred
 * texts. For problems that do not stop anything.
 *
 * @param text - the problem and how it was handled; never a payload
 * @param written - the texts that were written before; by default those of the page
 */
export function warnDeveloper(text: string, written: Set<string> = writtenByPage): void {
  if (!written.has(text) && written.size < MAX_WARNINGS) {
    written.add(text);
    console.warn(`[ait-iap] ${text}`);
  }
}
