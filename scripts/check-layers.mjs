// The folders of a package form layers: no folder leads back to itself over the imports of its files, types included.
// The doors of a package (files right under src/) may import everything, and nothing inside may import them.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const PACKAGES = ['client'];
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s*['"](\.[^'"]+)['"]|import\(\s*['"](\.[^'"]+)['"]/g;
const TEST = /\.test(-d)?\.tsx?$/;

/** The folders that each folder imports, with one example for each. */
function layersOf(source) {
  const layers = new Map();
  for (const file of globSync('**/*.{ts,tsx}', { cwd: source })) {
    if (TEST.test(file) || dirname(file) === '.') continue;
    const [from] = file.split('/');
    const text = readFileSync(join(source, file), 'utf8');
    for (const [, fixed, dynamic] of text.matchAll(IMPORT)) {
      const target = relative(source, join(source, dirname(file), fixed ?? dynamic));
      const to = target.includes('/') ? target.split('/')[0] : 'the door';
      if (to !== from) layers.set(from, (layers.get(from) ?? new Map()).set(to, `${file} imports ${target}`));
    }
  }
  return layers;
}

/** A way from a folder back to itself. */
function circleFrom(layers, start, path = [start], seen = new Set()) {
  for (const next of layers.get(path.at(-1))?.keys() ?? []) {
    if (next === start) return [...path, start];
    if (seen.has(next)) continue;
    seen.add(next);
    const circle = circleFrom(layers, start, [...path, next], seen);
    if (circle) return circle;
  }
  return undefined;
}

for (const name of PACKAGES) {
  const layers = layersOf(`packages/${name}/src`);
  const circles = [...layers.keys()].map((folder) => circleFrom(layers, folder)).filter(Boolean);
  const inward = [...layers.values()].flatMap((to) => to.get('the door') ?? []);
  for (const circle of circles.sort((a, b) => a.length - b.length).slice(0, 1)) {
    console.error(`packages/${name}: the folders ${circle.join(' -> ')} form a circle:`);
    circle.slice(1).forEach((to, index) => void console.error(`  ${layers.get(circle[index]).get(to)}`));
  }
  for (const example of inward) console.error(`packages/${name}: ${example}, a door of the package`);
  if (circles.length + inward.length > 0) process.exitCode = 1;
  else console.log(`packages/${name}: ${layers.size} folders in layers`);
}
