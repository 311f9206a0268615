import ts from 'typescript';

/** What nobody else may use is `#member`. Before a constructor there is no other word than `private`. */
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
