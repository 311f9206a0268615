import { describe, expect, it } from 'vitest';
import { bundleWith, headerAndArchive } from '../../test/support/bundles.js';
import { examineBundle } from './examined-bundle.js';

const text = (content: string) => new TextEncoder().encode(content);

describe('an examined bundle', () => {
  it('gives its names, its id and all its sizes', async () => {
    const content = await bundleWith({
      deploymentId: '019bfa90-ad4c-799f-b227-b4159e6867f7',
      files: { 'web/large.css': 'x'.repeat(50_000), 'bundle.android.0_84_0.js.map': 'm'.repeat(9_000) },
    });
    const { facts, damage, files } = await examineBundle(content);
    const total = [...files.values()].reduce((sum, { length }) => sum + length, 0);
    expect(facts).toEqual({
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      appName: 'sandbox-mini-app',
      deploymentId: '019bfa90-ad4c-799f-b227-b4159e6867f7',
      ...{ form: 'ait', platform: 'web', sdkVersion: '2.10.8', files: 5 },
      packedBytes: content.length,
      unpackedBytes: total,
      ownBytes: total - 9_000 - 'shell()'.length,
    });
    expect(damage).toEqual([]);
  });

  it('counts all its bytes as its own if it is a React Native bundle', async () => {
    const { facts } = await examineBundle(await bundleWith({ platform: 'react-native' }));
    expect(facts).toMatchObject({ platform: 'react-native', ownBytes: facts.unpackedBytes });
  });

  it('differs from its index when it was changed after its build', async () => {
    const [built, other] = [
      await bundleWith({ files: { 'web/a.js': '1', 'web/b.js': '1' } }),
      await bundleWith({ files: { 'web/a.js': '2', 'web/c.js': '1' } }),
    ];
    const { damage } = await examineBundle(headerAndArchive(built, other));
    expect(damage.map(({ en }) => en)).toEqual(
      ['"web/a.js"', '"web/b.js"', '"web/c.js"'].map(
        (name) => `${name} is not what the build wrote. Build it again.`,
      ),
    );
  });

  it('may have a file named like a property of every JavaScript object', async () => {
    const { files, damage } = await examineBundle(await bundleWith({ files: { 'web/constructor': 'x' } }));
    expect([files.get('web/constructor'), damage]).toEqual([text('x'), []]);
  });
});
