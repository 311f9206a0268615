import { globSync } from 'node:fs';

/** A table of folders: its heading names the folder above them, as in "**Client** (`packages/client/src/`)". */
const TABLE = /^\*\*.+\*\* \(`([^`]+)\/`\)\n\n((?:\|.*\n)+)/gm;

/**
 * Compares the tables of folders in a document with the tree.
 *
 * @returns a sentence for each folder that a table leaves out, and for each that is not there
 */
export function wrongFolderTables(text, cwd = '.') {
  return [...text.matchAll(TABLE)].flatMap(([, above, table]) => {
    const told = table
      .split('\n')
      .slice(2)
      .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name));
    const there = globSync(`${above}/*`, { cwd, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    return [
      ...there.filter((name) => !told.includes(name)).map((name) => `${above}/${name} has no row`),
      ...told.filter((name) => !there.includes(name)).map((name) => `${above}/${name} is not there`),
    ];
  });
}
