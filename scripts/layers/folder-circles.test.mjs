import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folderCircles } from './folder-circles.mjs';

const imports = (...pairs) => pairs.map(([from, to]) => ({ from: `src/${from}`, to: `src/${to}` }));
const membersOf = (...pairs) => folderCircles(imports(...pairs), 'src').map(({ members }) => members);

describe('folder circles', () => {
  test('are two folders that import each other, even if no two files do', () => {
    const pairs = [
      ['orders/list.ts', 'bridge/call.ts'],
      ['bridge/version.ts', 'orders/order.ts'],
    ];
    expect(membersOf(...pairs)).toEqual([['src/bridge', 'src/orders']]);
    const [circle] = folderCircles(imports(...pairs), 'src');
    expect(circle.imports.map(({ from }) => from)).toEqual(['src/orders/list.ts', 'src/bridge/version.ts']);
  });

  test('may go through several folders, and do not include a folder that is only imported', () => {
    expect(
      membersOf(
        ['a/1.ts', 'b/1.ts'],
        ['b/2.ts', 'c/1.ts'],
        ['c/2.ts', 'a/2.ts'],
        ['d/1.ts', 'a/1.ts'],
        ['c/2.ts', 'e/1.ts'],
      ),
    ).toEqual([['src/a', 'src/b', 'src/c']]);
  });

  test('are found inside a folder too, where each file counts alone', () => {
    expect(membersOf(['a/one.ts', 'a/deep/two.ts'], ['a/deep/three.ts', 'a/one.ts'])).toEqual([
      ['src/a/deep', 'src/a/one.ts'],
    ]);
  });

  test('are not two files of one folder', () => {
    expect(membersOf(['a/one.ts', 'a/two.ts'], ['a/two.ts', 'a/one.ts'])).toEqual([]);
  });

  test('are not a file above the folders together with its imports', () => {
    expect(membersOf(['index.ts', 'a/1.ts'], ['a/1.ts', 'word.ts'])).toEqual([]);
  });

  test('do not exist when layers import only from below, but do as soon as the lowest layer imports from above', () => {
    const layer = fc.integer({ min: 0, max: 9 });
    fc.assert(
      fc.property(fc.array(fc.tuple(layer, layer), { minLength: 1 }), (drawn) => {
        const down = drawn.filter(([one, other]) => one < other);
        fc.pre(down.length > 0);
        const pairs = down.map(([one, other]) => [`${one}/upper.ts`, `${other}/lower.ts`]);
        expect(membersOf(...pairs)).toEqual([]);
        const [[from, to]] = pairs;
        expect(membersOf(...pairs, [to, from])).toHaveLength(1);
      }),
    );
  });
});
