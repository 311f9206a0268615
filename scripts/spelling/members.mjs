import ts from 'typescript';

/** A member for internal use is a `#member`. Before a constructor, `private` is the only word for it. */
export function privateMembers(file) {
  const found = [];
  const visit = (node) => {
    const isPrivate = node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
    if (isPrivate && !ts.isConstructorDeclaration(node)) {
      found.push({
        node,
        sentence: `private ${node.name.getText(file)} is written #${node.name.getText(file)}`,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
