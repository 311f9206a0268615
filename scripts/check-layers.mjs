// Checks the walls between packages, and that the folders inside a package form no circle, imports of types included.
import { folderCircles } from './layers/folder-circles.mjs';
import { importsOf, sourceFiles } from './layers/imports-of.mjs';
import { KNOWN_KNOTS } from './layers/known-knots.mjs';
import { brokenWall, isProduct } from './layers/walls.mjs';

const files = sourceFiles();
const imports = importsOf(files);
const complaints = [];

for (const each of imports) {
  const wall = brokenWall(each);
  if (wall !== undefined) complaints.push(`${each.from} imports ${each.to}: ${wall}.`);
}

const isKnown = ({ from, to }, { from: folder, to: file }) => from.startsWith(`${folder}/`) && to === file;
const within =
  (root) =>
  ({ from, to }) =>
    from.startsWith(`${root}/`) && to.startsWith(`${root}/`) && isProduct(from);
const roots = [...new Set(files.flatMap((file) => /^packages\/[^/]+\/src(?=\/)/.exec(file) ?? []))];
const inside = roots.map((root) => ({ root, imports: imports.filter(within(root)) }));
const circlesWithout = (knots) =>
  inside.flatMap(({ root, imports }) =>
    folderCircles(
      imports.filter((each) => !knots.some((knot) => isKnown(each, knot))),
      root,
    ),
  );

/** Where a circle is thinnest, there it is probably to be cut. */
function thinnestImports({ imports }) {
  const pairs = [...Map.groupBy(imports, ({ one, other }) => `${one} ${other}`).values()];
  return pairs
    .sort((pair, another) => pair.length - another.length)
    .flat()
    .slice(0, 5)
    .map(({ from, to }) => `    ${from} imports ${to}`);
}

for (const circle of circlesWithout(KNOWN_KNOTS)) {
  const lines = thinnestImports(circle);
  const more = circle.imports.length - lines.length;
  complaints.push(
    `A circle: ${circle.members.join(', ')}.\n${lines.join('\n')}${more > 0 ? `\n    and ${more} more` : ''}`,
  );
}
for (const knot of KNOWN_KNOTS) {
  const others = KNOWN_KNOTS.filter((other) => other !== knot);
  const closesOne = circlesWithout(others).some((circle) =>
    circle.imports.some((each) => isKnown(each, knot)),
  );
  if (!closesOne)
    complaints.push(
      `${knot.from} -> ${knot.to} closes no circle any more: take it out of scripts/layers/known-knots.mjs.`,
    );
}

if (complaints.length > 0) {
  console.error(
    `${complaints.join('\n\n')}\n\nFailed to check the layers: ${complaints.length} found. ` +
      'Move the word that both sides need to the lower folder, or to one of its own.',
  );
  process.exit(1);
}
console.log(
  `  ok    layers of ${files.length} files (${imports.length} imports, ${KNOWN_KNOTS.length} known knots)`,
);
