import ts from 'typescript';
import { GIVEN } from './optional-members.mjs';

/** Members that hold an instant, if they are numbers: `at`, `paidAt`, `reviewUntil`. Their names do not tell the unit. */
const INSTANT = /^(at|since|until)$|([dns]At|Until)$/;

/**
 * Every exported declaration says what it is, and every member that a caller may leave out. An interface with instants as
 * numbers says somewhere that they are milliseconds.
 */
export function docstrings(file) {
  // No package imports the console. What it reads is described where the control API writes it.
  if (file.fileName.startsWith('packages/console/')) return [];
  const found = [];
  for (const node of file.statements) {
    if (!isExported(node)) continue;
    if (isDeclaration(node) && !isDocumented(node, file)) {
      found.push({ node, sentence: `${nameOf(node, file)} has a docstring, because it is exported` });
    }
    if (!ts.isInterfaceDeclaration(node)) continue;
    if (GIVEN.test(node.name.text)) {
      for (const member of node.members.filter(
        ({ questionToken, jsDoc }) => questionToken && !jsDoc?.length,
      )) {
        const name = member.name.getText(file);
        found.push({ node: member, sentence: `${name} has a docstring, because a caller may leave it out` });
      }
    }
    const instant = node.members.find((member) => isInstant(member, file));
    if (instant && !/millisecond/i.test(node.getFullText(file))) {
      const name = instant.name.getText(file);
      found.push({
        node: instant,
        sentence: `the docstring of ${name} says that it is in milliseconds since 1970`,
      });
    }
  }
  return found;
}

const isExported = (node) =>
  ts.canHaveModifiers(node) &&
  (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

const isDeclaration = (node) =>
  [ts.isVariableStatement, ts.isFunctionDeclaration, ts.isClassDeclaration].some((is) => is(node)) ||
  [ts.isInterfaceDeclaration, ts.isTypeAliasDeclaration].some((is) => is(node));

function isDocumented(node, file) {
  if (node.jsDoc?.length > 0) return true;
  // The docstring of a function with several forms stands at the first one.
  if (!ts.isFunctionDeclaration(node)) return false;
  return file.statements.some(
    (other) =>
      ts.isFunctionDeclaration(other) && other.name?.text === node.name?.text && other.jsDoc?.length > 0,
  );
}

const nameOf = (node, file) =>
  (ts.isVariableStatement(node) ? node.declarationList.declarations[0] : node).name?.getText(file) ?? 'it';

const isInstant = (member, file) =>
  ts.isPropertySignature(member) &&
  INSTANT.test(member.name.getText(file)) &&
  /\bnumber\b/.test(member.type?.getText(file) ?? '');
