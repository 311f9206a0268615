/** What a bundler knows about a module. */
export interface ModuleNode {
  readonly isEntry: boolean;
  readonly importers: readonly string[];
  readonly dynamicImporters: readonly string[];
  readonly importedIds?: readonly string[];
  readonly dynamicallyImportedIds?: readonly string[];
}

/** Looks a module up. */
export type ModuleGraph = (id: string) => ModuleNode | null;

/**
 * The shortest chain of imports from an entry to a module. It ends where the foreign code begins, so the last import is
 * the one to remove.
 */
export function chainOfImports(
  graph: ModuleGraph,
  target: string,
  isForeign: (id: string) => boolean,
): readonly string[] {
  const from = new Map<string, string | undefined>([[target, undefined]]);
  for (const id of from.keys()) {
    const node = graph(id);
    if (node === null) continue;
    if (node.isEntry) return firstForeign(wayFrom(id, from), isForeign);
    for (const importer of [...node.importers, ...node.dynamicImporters]) {
      if (!from.has(importer)) from.set(importer, id);
    }
  }
  return [target];
}

function wayFrom(entry: string, next: ReadonlyMap<string, string | undefined>): string[] {
  const way: string[] = [];
  for (let id: string | undefined = entry; id !== undefined; id = next.get(id)) way.push(id);
  return way;
}

function firstForeign(way: readonly string[], isForeign: (id: string) => boolean): readonly string[] {
  const first = way.findIndex(isForeign);
  return first < 0 ? way : way.slice(0, first + 1);
}
