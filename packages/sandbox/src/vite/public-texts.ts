import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files that a page runs, or is. */
const TEXT = /\.(?:html?|[cm]?js)$/i;

/** A file that is published as it is. */
export interface PublicText {
  readonly path: string;
  readonly text: string;
}

/** The pages and programs in the folder that a build copies as it is; none where there is no such folder. */
export function* publicTexts(folder: string): Generator<PublicText> {
  if (folder === '' || !existsSync(folder)) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && TEXT.test(entry.name)) yield { path, text: readFileSync(path, 'utf8') };
  }
}
