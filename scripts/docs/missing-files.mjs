import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';

/** A path in code style that begins with a folder of the root, up to a space: `packages/server/src/ledger/`. */
const NAMED = /`((?:packages|examples|test|scripts|bench|docs|\.ci|\.github|\.changeset)\/[^\s`]*)`/g;
/** The target of a link, without its anchor. Web addresses and mail addresses are not checked. */
const LINKED = /\]\((?!\w+:)([^)#\s]+)(?:#[^)\s]*)?\)/g;

/**
 * Finds what a document names and the tree does not have.
 *
 * @param document - its path from the root: links start from its folder, paths in code style from the root
 * @returns `{ line, path }` of each
 */
export function missingFiles(document, text, cwd = '.') {
  const paths = [
    ...[...text.matchAll(NAMED)].map((match) => ({ index: match.index, path: match[1] })),
    ...[...text.matchAll(LINKED)].map((match) => ({
      index: match.index,
      path: join(dirname(document), decodeURI(match[1])),
    })),
  ];
  const exists = (path) =>
    path.includes('*') ? globSync(path, { cwd }).length > 0 : existsSync(join(cwd, path));
  return paths
    .filter(({ path }) => !exists(path))
    .map(({ index, path }) => ({ line: text.slice(0, index).split('\n').length, path }));
}
