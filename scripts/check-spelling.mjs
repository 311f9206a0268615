// Checks what docs/glossary.md says of how names and values are written.
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { defaultsInWords } from './spelling/defaults.mjs';
import { docstrings } from './spelling/docstrings.mjs';
import { namesOfTwoFiles } from './spelling/exported-names.mjs';
import { privateMembers } from './spelling/members.mjs';
import { optionalMembers } from './spelling/optional-members.mjs';
import { valuesInSeveralWays } from './spelling/values.mjs';

const RULES = [privateMembers, docstrings, defaultsInWords, optionalMembers, valuesInSeveralWays];

const paths = globSync('packages/*/src/**/*.{ts,tsx}', { exclude: ['**/*.test*', '**/paraglide/**'] }).sort();
const files = paths.map((path) =>
  ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true),
);

const wrong = files.flatMap((file) =>
  RULES.flatMap((rule) => rule(file)).map(({ node, sentence }) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    return `${file.fileName}:${line + 1} ${sentence}`;
  }),
);
wrong.push(...namesOfTwoFiles(files));
if (wrong.length > 0) {
  console.error(
    `Failed to check how names and values are written:\n  ${wrong.join('\n  ')}\nWrite them as docs/glossary.md says.`,
  );
  process.exit(1);
}
console.log(`  ok    names and values of ${files.length} files are written as the glossary says`);
