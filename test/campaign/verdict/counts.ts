/** What happened, by name. */
export class Counts {
  readonly #counts = new Map<string, number>();

  note(name: string, times = 1): void {
    this.#counts.set(name, this.of(name) + times);
  }

  of(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  /** By name. With a group: only the names that begin with it. */
  list(group = ''): [string, number][] {
    return [...this.#counts]
      .filter(([name]) => name.startsWith(group))
      .sort(([a], [b]) => a.localeCompare(b));
  }

  sum(group: string): number {
    return this.list(group).reduce((sum, [, count]) => sum + count, 0);
  }
}
