/** One to four numbers; a pre-release (the fifth group) and a build only after three, as in the official SDK. */
const APP_VERSION =
  /^v?(\d+)(?:\.(\d+)(?:\.(\d+)(?:\.(\d+))?(?:-([\da-z-]+(?:\.[\da-z-]+)*))?(?:\+[\da-z-]+(?:\.[\da-z-]+)*)?)?)?$/i;

// The official SDK takes x for "any", which no version of an app is.
const WILDCARD = /(^|\.)x(\.|$)/i;

/**
 * Compares two versions of the Toss app.
 *
 * Numbers are compared as numbers, a missing one counts as 0, a pre-release comes before its release, and a build
 * (`+…`) does not count. If both are well-formed, the result is that of the official SDK 2.10.8, also for
 * pre-releases: a missing part is `0`, and a part that begins with digits is the number that it begins with.
 *
 * The official SDK accepts ranges and wildcards (`^5.1`, `5.x`). Here they are malformed, because an app has one version.
 *
 * @returns -1 if `a` is older, 1 if it is newer, 0 if they are equal, `undefined` if either is malformed
 */
export function compareAppVersions(a: string, b: string): -1 | 0 | 1 | undefined {
  const left = parse(a);
  const right = parse(b);
  if (left === undefined || right === undefined) return undefined;
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const order = compare(left[index] ?? 0, right[index] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}

type Part = number | string;

/** Four numbers, then 1 for a release and 0 for a pre-release, then the parts of the pre-release. */
function parse(version: string): readonly Part[] | undefined {
  const match = APP_VERSION.exec(version);
  if (match === null) return undefined;
  const preRelease = match[5];
  const numbers = match.slice(1, 5).map((digits) => Number(digits ?? 0));
  if (preRelease === undefined) return [...numbers, 1];
  return WILDCARD.test(preRelease) ? undefined : [...numbers, 0, ...preRelease.split('.').map(toPart)];
}

function toPart(text: string): Part {
  const number = Number.parseInt(text, 10);
  return Number.isNaN(number) ? text : number;
}

function compare(a: Part, b: Part): -1 | 0 | 1 {
  const [left, right] = typeof a === typeof b ? [a, b] : [String(a), String(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
