/** An error in a line of a trace: its class, and what lay beneath it. */
export function nameError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { name, cause } = error;
  return cause instanceof Error ? `${name} (${cause.message.slice(0, 120)})` : name;
}
