/** Whether a value from outside is a text with something in it. */
export function isWord(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
