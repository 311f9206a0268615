import ts from 'typescript';

/** Interfaces that a caller fills in. */
export const GIVEN = /(Options|Request|Query|Filter|Props|Flags)$/;

/**
 * What a caller may leave out is `x?: T | undefined`; what an answer may lack is `x?: T`. So an interface of options says
 * `undefined` at each optional member, and no interface says it at some of them.
 */
export function optionalMembers(file) {
  const found = [];
  const visit = (node, name = '') => {
    if (ts.isInterfaceDeclaration(node)) name = node.name.text;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeLiteralNode(node)) {
      const optional = node.members.filter(
        (member) => member.questionToken && ts.isPropertySignature(member) && !isAnything(member.type),
      );
      const bare = optional.filter(({ type }) => !allowsUndefined(type));
      const isGiven = ts.isInterfaceDeclaration(node) && GIVEN.test(name);
      if (isGiven || bare.length < optional.length) {
        for (const member of bare)
          found.push({ node: member, sentence: sentence(member.name.getText(file), name, isGiven) });
      }
    }
    ts.forEachChild(node, (child) => visit(child, name));
  };
  visit(file);
  return found;
}

function sentence(member, name, isGiven) {
  const why = isGiven ? `a caller fills ${name} in` : 'other members beside it say it';
  return `${member} also allows undefined (${member}?: … | undefined), because ${why}`;
}

const isAnything = (type) => type === undefined || type.kind === ts.SyntaxKind.UnknownKeyword;

function allowsUndefined(type) {
  if (type.kind === ts.SyntaxKind.UndefinedKeyword) return true;
  if (ts.isParenthesizedTypeNode(type)) return allowsUndefined(type.type);
  return ts.isUnionTypeNode(type) && type.types.some(allowsUndefined);
}
