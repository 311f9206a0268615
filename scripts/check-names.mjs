// Looks for every file and folder that a document names, so that documents follow moved and renamed files.
import { globSync, readFileSync } from 'node:fs';
import { wrongFolderTables } from './docs/folder-tables.mjs';
import { missingFiles } from './docs/missing-files.mjs';

const documents = globSync(['*.md', '.{changeset,github}/**/*.md', 'docs/**/*.md', 'packages/*/README.md'], {
  exclude: ['docs/site/**'],
});
const wrong = documents.flatMap((document) => {
  const text = readFileSync(document, 'utf8');
  return [
    ...missingFiles(document, text).map(({ line, path }) => `${document}:${line} ${path} is not there`),
    ...wrongFolderTables(text).map((sentence) => `${document} ${sentence}`),
  ];
});
if (wrong.length > 0) {
  console.error(`Failed to find what documents name:\n  ${wrong.join('\n  ')}\nCorrect the documents.`);
  process.exit(1);
}
console.log(`  ok    the files and folders that ${documents.length} documents name`);
