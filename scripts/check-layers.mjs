// Checks the walls between packages, and that the folders inside a package form no circle, imports of types included.
import { folderCircles } from './layers/folder-circles.mjs';
import { importsOf, sourceFiles } from './layers/imports-of.mjs';
import { brokenWall, isProduct } from './layers/walls.mjs';

const files = sourceFiles();
const imports = importsOf(files);
const complaints = [];

for (const each of imports) {
  const wall = brokenWall(each);
  if (wall !== undefined) complaints.push(`${each.from} imports ${each.to}: ${wall}.`);
}

const within =
  (root) =>
  ({ from, to }) =>
    from.startsWith(`${root}/`) && to.startsWith(`${root}/`) && isProduct(from);
const roots = [...new Set(files.flatMap((file) => /^packages\/[^/]+\/src(?=\/)/.exec(file) ?? []))];
const circles = roots.flatMap((root) => folderCircles(imports.filter(within(root)), root));

/** Where a circle is thinnest, there it is probably to be cut. */
function thinnestImports({ imports }) {
  const pairs = [...Map.groupBy(imports, ({ one, other }) => `${one} ${other}`).values()];
  return pairs
    .sort((pair, another) => pair.length - another.length)
    .flat()
    .slice(0, 5)
    .map(({ from, to }) => `    ${from} imports ${to}`);
}

for (const circle of circles) {
  const lines = thinnestImports(circle);
  const more = circle.imports.length - lines.length;
  complaints.push(
    `A circle: ${circle.members.join(', ')}.\n${lines.join('\n')}${more > 0 ? `\n    and ${more} more` : ''}`,
  );
}
if (complaints.length > 0) {
  console.error(
    `${complaints.join('\n\n')}\n\nFailed to check the layers: ${complaints.length} found. ` +
      'Move the word that both sides need to the lower folder, or to one of its own.',
  );
  process.exit(1);
}
console.log(`  ok    layers of ${files.length} files (${imports.length} imports)`);
