/** Which of our packages each package may import outside its tests, as ARCHITECTURE.md draws it. */
const MAY_IMPORT = {
  protocol: [],
  client: ['protocol'],
  server: ['protocol'],
  sandbox: ['protocol'],
  console: ['protocol'],
  release: ['protocol', 'sandbox'],
  'sandbox-mcp': ['sandbox'],
};

const isTest = (path) => /\.test(-d)?\.tsx?$/.test(path) || /^packages\/[^/]+\/test\//.test(path);
const packageOf = (path) => /^packages\/([^/]+)/.exec(path)?.[1];

/** Whether a file is published, so that the walls hold for what it imports. */
export const isProduct = (path) => packageOf(path) !== undefined && !isTest(path);

/** Says of one import which wall it breaks, or nothing. */
export function brokenWall({ from, to }) {
  return exampleWall(from, to) ?? (isProduct(from) ? packageWall(from, to) : undefined);
}

/** An example can go, or be copied out of the tree. Only what plays it from outside, a test or the demo, knows it. */
function exampleWall(from, to) {
  const example = /^examples\/[^/]+\//.exec(to)?.[0];
  if (example === undefined || from.startsWith(example) || /^(test|scripts)\//.test(from)) return undefined;
  return 'nothing imports an example';
}

function packageWall(from, to) {
  const [own, other] = [packageOf(from), packageOf(to)];
  if (isTest(to)) return 'what is published does not import its tests';
  if (other === undefined) return 'a package imports no file outside the packages';
  if (MAY_IMPORT[own] === undefined) return `the package ${own} has no line in scripts/layers/walls.mjs`;
  return other === own || MAY_IMPORT[own].includes(other) ? undefined : `${own} may not import ${other}`;
}
