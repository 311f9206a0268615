import ts from 'typescript';

/** Other ways to tell a default: the tag of JSDoc, and a sentence. */
const OTHERS = /@default\s|\bDefaults?(?::| to | [`{'\d])|\bby default\b/i;

/** The default of an option stands behind `@defaultValue`, where editors and the reference find it. */
export function defaultsInWords(file) {
  const found = [];
  const visit = (node) => {
    const isMember = ts.isPropertySignature(node) || ts.isPropertyDeclaration(node);
    const docs = isMember ? (node.jsDoc ?? []).map((doc) => doc.getText(file)).join('\n') : '';
    const other = OTHERS.exec(docs);
    if (other !== null) {
      found.push({
        node,
        sentence: `the default of ${node.name.getText(file)} is written behind @defaultValue, not "${other[0].trim()}"`,
      });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
