import { readFileSync } from 'node:fs';
import { wrongFolderTables } from './folder-tables.mjs';
import { missingFiles } from './missing-files.mjs';

/** Whatever documents name and the tree does not have, each with where it is named. */
export function wrongNames(documents) {
  return documents.flatMap((document) => {
    const text = readFileSync(document, 'utf8');
    return [
      ...missingFiles(document, text).map(({ line, path }) => `${document}:${line} ${path} is not there`),
      ...wrongFolderTables(text).map((sentence) => `${document} ${sentence}`),
    ];
  });
}
