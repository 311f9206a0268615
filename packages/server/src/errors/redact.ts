const PEM = /-----BEGIN [^-]*-----[\s\S]*?(?:-----END [^-]*-----|$)/g;

/** Line breaks and other control characters that a terminal or a log file would act on. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** The longest foreign text that our errors repeat, in characters. */
const MAX_LENGTH = 300;

/**
 * A user key for a log: its first two characters and its length. That is enough to compare two lines by eye, and too
 * little to use.
 */
export function redactUserKey(userKey: string): string {
  return `${userKey.length > 4 ? userKey.slice(0, 2) : ''}…(${userKey.length})`;
}

/** A foreign text on one line, without PEM blocks and the given secrets, cut short. */
export function redactText(text: string, secrets: readonly string[] = []): string {
  let clean = text.replace(PEM, '[PEM]');
  for (const secret of secrets) {
    if (secret !== '') clean = clean.replaceAll(secret, redactUserKey(secret));
  }
  clean = clean.replace(CONTROLS, ' ');
  return clean.length > MAX_LENGTH ? `${clean.slice(0, MAX_LENGTH)}…` : clean;
}
