/**
 * Finds circles of folders: at each level of a tree, what lies below a folder counts as that folder, and a file
 * directly in the level as itself. Files of one folder may name one another's types: that is no circle of layers.
 *
 * @param imports - `{ from, to }`, both paths of files below `root`
 * @returns each circle as `{ members, imports }`: the sorted paths of its folders, and the imports that close it
 */
export function folderCircles(imports, root) {
  const levels = new Map();
  for (const { from, to } of imports) {
    const [folder, one, other] = partingOf(from.slice(root.length + 1), to.slice(root.length + 1));
    if (one === other) continue;
    const level = join(root, folder);
    if (!levels.has(level)) levels.set(level, []);
    levels.get(level).push({ one: join(level, one), other: join(level, other), from, to });
  }
  const isFile = (path) => /\.\w+$/.test(path);
  return [...levels.values()]
    .flatMap((edges) => circlesAmong(edges))
    .filter(({ members }) => !members.every(isFile));
}

/** Where two paths part: the folder that they share, and their next names in it. */
function partingOf(from, to) {
  const [left, right] = [from.split('/'), to.split('/')];
  let depth = 0;
  while (left[depth] === right[depth] && depth < left.length - 1 && depth < right.length - 1) depth += 1;
  return [left.slice(0, depth).join('/'), left[depth], right[depth]];
}

const join = (...parts) => parts.filter((part) => part !== '').join('/');

function circlesAmong(edges) {
  const next = Map.groupBy(edges, ({ one }) => one);
  const reachable = (start) => {
    const seen = new Set();
    const waiting = [start];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      for (const { other } of next.get(node) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        waiting.push(other);
      }
    }
    return seen;
  };
  const reach = new Map([...next.keys()].map((node) => [node, reachable(node)]));
  const together = (one, other) => reach.get(one)?.has(other) && reach.get(other)?.has(one);
  const circles = new Map();
  for (const edge of edges.filter(({ one, other }) => together(one, other))) {
    const members = [...reach.get(edge.one)].filter((node) => together(edge.one, node)).sort();
    const key = members.join(' ');
    if (!circles.has(key)) circles.set(key, { members, imports: [] });
    circles.get(key).imports.push({ from: edge.from, to: edge.to, one: edge.one, other: edge.other });
  }
  return [...circles.values()];
}
