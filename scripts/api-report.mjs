// Writes what each package exports into packages/*/api-report.txt, so that a change of the public API is seen in review.
// With --check nothing is written: a report that is not up to date fails.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import ts from 'typescript';

const printer = ts.createPrinter({ removeComments: true });

function entriesOf(folder) {
  const { exports } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  return Object.entries(exports).flatMap(([path, target]) =>
    target?.types ? [{ path, file: `${folder}/${target.types}` }] : [],
  );
}

function exportsOf(file, program) {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = checker.getSymbolAtLocation(source);
  // An entry that only acts, such as a sandbox mode by import, exports nothing.
  if (!module) return [];
  return checker
    .getExportsOfModule(module)
    .map((symbol) => ({ symbol, name: symbol.name }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ symbol, name }) => {
      const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
      const texts = (target.declarations ?? []).map((declaration) =>
        printer.printNode(ts.EmitHint.Unspecified, declaration, declaration.getSourceFile()),
      );
      return `${name}\n${texts.join('\n').replace(/^/gm, '  ')}\n`;
    });
}

const stale = [];
for (const name of ['protocol', 'client', 'server', 'sandbox']) {
  const folder = `packages/${name}`;
  const entries = entriesOf(folder);
  const program = ts.createProgram(
    entries.map(({ file }) => file),
    { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, skipLibCheck: true },
  );
  const report = entries
    .map(({ path, file }) => `## @ait-iap/${name}${path.slice(1)}\n\n${exportsOf(file, program).join('\n')}`)
    .join('\n');
  const target = `${folder}/api-report.txt`;
  if (!process.argv.includes('--check')) writeFileSync(target, report);
  else if (!existsSync(target) || readFileSync(target, 'utf8') !== report) stale.push(target);
}

if (stale.length > 0) {
  console.error(
    `The public API has changed: ${stale.join(', ')}. If that is meant, run "npm run api" and commit the report.`,
  );
  process.exit(1);
}
