/** Does some work, or joins who does the same: it is kept by its name until it has settled. */
export function once<T>(running: Map<string, Promise<T>>, name: string, start: () => Promise<T>): Promise<T> {
  const known = running.get(name);
  if (known) return known;
  const work = start().finally(() => running.delete(name));
  running.set(name, work);
  return work;
}
