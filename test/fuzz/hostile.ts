import fc from 'fast-check';

/** Values that some code somewhere has stumbled over. */
const ODD: readonly unknown[] = [
  ...[null, true, false, 0, -0, -1, 1.5, 1e308, -1e308, 2 ** 53, 2 ** 31],
  ...[
    '',
    ' ',
    '0',
    'null',
    '__proto__',
    'constructor',
    'toString',
    '\u0000',
    '\ud800',
    '\uffff',
    '٣',
    'İ',
    '한글',
  ],
  ...[
    'x'.repeat(5_000),
    '9'.repeat(400),
    '{"a":1}',
    "'; drop table x; --",
    '<img src=x onerror=1>',
    '\r\nx: y',
  ],
  ...[
    '2026-01-01T00:00:00',
    '2026-02-30T25:61:61+99:99',
    '9999999999999',
    '00000000-0000-0000-0000-000000000000',
  ],
  ...[[], {}, [[[[[]]]]], { length: -1 }, { length: { toString: 1 } }, { toString: 1 }, { toJSON: 1 }],
];

/** What JSON allows and an object literal does not: a key that is meant to change every object. */
const POLLUTING =
  '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"prototype":{"polluted":1}}';

const odd = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...ODD) },
  { weight: 2, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.constant(POLLUTING).map((text) => JSON.parse(text) as unknown) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
);

type Change = readonly [where: number, kind: number, value: unknown];

const changes = fc.array(fc.tuple(fc.nat(1_000), fc.nat(6), odd), { maxLength: 4 }) as fc.Arbitrary<Change[]>;

/** A sound value of a kind, with a few places of it changed: near enough to get past the first check. */
export function near(samples: readonly unknown[]): fc.Arbitrary<unknown> {
  const sound = samples.map((sample) => JSON.stringify(sample));
  return fc.oneof(
    {
      weight: 9,
      arbitrary: fc.tuple(fc.constantFrom(...sound), changes).map(([text, all]) => changed(text, all)),
    },
    { weight: 1, arbitrary: odd },
  );
}

/** The same as a text; now and then broken as a text, too. */
export function nearText(samples: readonly unknown[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 8, arbitrary: near(samples).map((value) => JSON.stringify(value) ?? 'undefined') },
    { weight: 1, arbitrary: fc.tuple(near(samples), fc.nat(400), fc.string({ maxLength: 8 })).map(broken) },
    { weight: 1, arbitrary: fc.string({ maxLength: 60, unit: 'binary' }) },
    { weight: 1, arbitrary: fc.constant(`${'['.repeat(20_000)}`) },
  );
}

/** A text near one of some texts: pieces of it are missing, twice there, or something else. */
export function nearWords(samples: readonly string[]): fc.Arbitrary<string> {
  const cut = fc.tuple(
    fc.constantFrom(...samples),
    fc.nat(60),
    fc.nat(8),
    fc.string({ maxLength: 6 }),
    fc.nat(3),
  );
  return fc.oneof(
    {
      weight: 8,
      arbitrary: cut.map(([text, at, length, more, times]) =>
        (text.slice(0, at % (text.length + 1)) + more + text.slice((at % (text.length + 1)) + length)).repeat(
          times,
        ),
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom(...ODD.filter((value) => typeof value === 'string')) },
    { weight: 1, arbitrary: fc.string({ maxLength: 60, unit: 'binary' }) },
  );
}

function broken([value, at, more]: [unknown, number, string]): string {
  const text = JSON.stringify(value) ?? '';
  return text.slice(0, at) + more + text.slice(at + more.length);
}

function changed(text: string, all: readonly Change[]): unknown {
  const box = { value: JSON.parse(text) as unknown };
  for (const [where, kind, given] of all) {
    // A copy: the next change may be one of it.
    const value = typeof given === 'object' ? (JSON.parse(JSON.stringify(given)) as unknown) : given;
    const places = placesOf(box);
    const [parent, key] = places[where % places.length] as Place;
    if (kind === 0) delete parent[key];
    else if (kind === 1) parent[key] = [parent[key], parent[key]];
    else if (kind === 2 && typeof parent[key] === 'string') parent[key] = parent[key].toUpperCase();
    else if (kind === 3 && typeof parent[key] === 'string')
      parent[key] = `${parent[key]}${JSON.stringify(value)}`;
    else if (kind === 4) parent[`more${where}`] = value;
    else parent[key] = value;
  }
  return box.value;
}

type Place = readonly [parent: Record<string, unknown>, key: string];

/** Every place in a value that can be another one. */
function placesOf(box: { value: unknown }): Place[] {
  const places: Place[] = [[box as Record<string, unknown>, 'value']];
  for (let index = 0; index < places.length && places.length < 200; index += 1) {
    const [parent, key] = places[index] as Place;
    const value = parent[key];
    if (typeof value !== 'object' || value === null) continue;
    for (const name of Object.keys(value)) places.push([value as Record<string, unknown>, name]);
  }
  return places;
}
