import ts from 'typescript';

/** How a value may be written; a single word of small letters fits into every list. */
const WAYS = {
  capitals: /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/,
  'small letters with _': /^[a-z0-9]+(_[a-z0-9]+)+$/,
  'small letters with -': /^[a-z0-9]+(-[a-z0-9]+)+$/,
  'words with dots': /^[a-z]+(\.[a-z]+)+$/,
  'a name of code': /^[a-z]+([A-Z][a-zA-Z0-9]*)+$/,
};

const wayOf = (value) => Object.keys(WAYS).find((way) => WAYS[way].test(value));

/** The values of one list are written in one way. Read from unions of literals and from lists `as const`. */
export function valuesInSeveralWays(file) {
  const found = [];
  const visit = (node) => {
    const values = valuesOf(node);
    const ways = [...new Set(values.map(wayOf).filter((way) => way !== undefined))];
    if (ways.length > 1)
      found.push({ node, sentence: `one list is written in ${ways.join(' and in ')}: ${values.join(', ')}` });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function valuesOf(node) {
  if (ts.isUnionTypeNode(node)) {
    return node.types.flatMap((type) =>
      ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? [type.literal.text] : [],
    );
  }
  if (!ts.isAsExpression(node) || !ts.isArrayLiteralExpression(node.expression)) return [];
  return node.expression.elements.filter(ts.isStringLiteral).map(({ text }) => text);
}
