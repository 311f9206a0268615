// Counts the folders, circles, files and exports of each package. `node bench/house.mjs [folder of another checkout]`
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import ts from 'typescript';
import { folderCircles } from '../scripts/layers/folder-circles.mjs';
import { importsOf, sourceFiles } from '../scripts/layers/imports-of.mjs';
import { isProduct } from '../scripts/layers/walls.mjs';

const tree = process.argv[2] ?? '.';
const text = (path) => readFileSync(join(tree, path), 'utf8');

const files = sourceFiles(tree).filter(isProduct);
const imports = importsOf(files, tree);

const packages = readdirSync(join(tree, 'packages')).filter((name) =>
  existsSync(join(tree, `packages/${name}/src`)),
);
console.table(Object.fromEntries(packages.map((name) => [name, countsOf(name)])));

function countsOf(name) {
  const root = `packages/${name}/src`;
  const within = ({ from, to }) => from.startsWith(`${root}/`) && to.startsWith(`${root}/`);
  const lines = files
    .filter((file) => file.startsWith(`${root}/`))
    .map((file) => text(file).split('\n').length - 1);
  return {
    folders: foldersIn(`${root}/*`),
    'folders in them': foldersIn(`${root}/*/**`) - foldersIn(`${root}/*`),
    circles: folderCircles(imports.filter(within), root).length,
    files: lines.length,
    'lines a file': Math.round(lines.reduce((sum, count) => sum + count, 0) / lines.length),
    'longest file': Math.max(...lines),
    exports: doorsOf(name).join(', '),
  };
}

function foldersIn(pattern) {
  return globSync(pattern, { cwd: tree, withFileTypes: true }).filter((entry) => entry.isDirectory()).length;
}

/** The entries of a package, each with how many names it exports. */
function doorsOf(name) {
  const { exports = {} } = JSON.parse(text(`packages/${name}/package.json`));
  return Object.keys(exports)
    .filter((entry) => entry !== './package.json')
    .map((entry) => {
      const file = entry === '.' ? 'index' : entry.slice('./'.length);
      return `${entry} ${namesIn(`packages/${name}/src/${file}.ts`)}`;
    });
}

function namesIn(path) {
  const file = ts.createSourceFile(path, text(path), ts.ScriptTarget.ES2022, true);
  return file.statements.reduce((count, statement) => count + namesOf(statement), 0);
}

function namesOf(statement) {
  if (ts.isExportDeclaration(statement)) return statement.exportClause?.elements?.length ?? 0;
  const isExported = statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
  if (!isExported) return 0;
  return ts.isVariableStatement(statement) ? statement.declarationList.declarations.length : 1;
}
