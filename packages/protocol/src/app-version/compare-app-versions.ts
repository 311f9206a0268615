// One to four numbers; a pre-release and a build only after three, as in the official SDK.
const VERSION =
  /^v?(\d+)(?:\.(\d+)(?:\.(\d+)(?:\.(\d+))?(?:-([\da-z-]+(?:\.[\da-z-]+)*))?(?:\+[\da-z-]+(?:\.[\da-z-]+)*)?)?)?$/i;

// The official SDK takes x for "any", which no version of an app is.
const WILDCARD = /^x$/i;

/**
 * Compares two versions of the Toss app.
 *
 * Numbers are compared as numbers, a missing one counts as 0, a pre-release comes before its release, and a build
 * (`+…`) does not count. Where both are well-formed this agrees with the official SDK 2.10.8, its habits with
 * pre-releases included: a missing part is `0`, and a part that begins with digits is the number it begins with.
 *
 * Ranges and wildcards (`^5.1`, `5.x`), which the official one accepts, are malformed here: an app has one version.
 *
 * @returns -1 if `a` is older, 1 if it is newer, 0 if they are equal, `undefined` if either is malformed
 */
export function compareAppVersions(a: string, b: string): -1 | 0 | 1 | undefined {
  const left = parse(a);
  const right = parse(b);
  if (left === undefined || right === undefined) return undefined;
  const byNumbers = compareParts(left.numbers, right.numbers);
  if (byNumbers !== 0) return byNumbers;
  if (left.preRelease === undefined || right.preRelease === undefined) {
    return compare(left.preRelease === undefined ? 1 : 0, right.preRelease === undefined ? 1 : 0);
  }
  return compareParts(left.preRelease, right.preRelease);
}

type Part = number | string;

function parse(version: string): { numbers: Part[]; preRelease: Part[] | undefined } | undefined {
  const match = VERSION.exec(version);
  if (match === null) return undefined;
  const identifiers = match[5]?.split('.');
  if (identifiers?.some((identifier) => WILDCARD.test(identifier))) return undefined;
  return {
    numbers: match.slice(1, 5).map((digits) => Number(digits ?? 0)),
    preRelease: identifiers?.map(toPart),
  };
}

function toPart(identifier: string): Part {
  const number = Number.parseInt(identifier, 10);
  return Number.isNaN(number) ? identifier : number;
}

function compareParts(a: readonly Part[], b: readonly Part[]): -1 | 0 | 1 {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const result = compare(a[index] ?? 0, b[index] ?? 0);
    if (result !== 0) return result;
  }
  return 0;
}

function compare(a: Part, b: Part): -1 | 0 | 1 {
  const [left, right] = typeof a === typeof b ? [a, b] : [String(a), String(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
