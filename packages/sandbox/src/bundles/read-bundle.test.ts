import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bundleWith, headerAndArchive } from '../../test/support/bundles.js';
import { readBundle } from './read-bundle.js';

const text = (content: string) => new TextEncoder().encode(content);
const english = (bundle: Uint8Array) => readBundle(bundle).then(({ damage }) => damage.map(({ en }) => en));

describe('a bundle', () => {
  it('is read with the official reader: names, id and every size from the file', async () => {
    const content = await bundleWith({
      deploymentId: '019bfa90-ad4c-799f-b227-b4159e6867f7',
      files: { 'web/large.css': 'x'.repeat(50_000), 'bundle.android.0_84_0.js.map': 'm'.repeat(9_000) },
    });
    const { facts, damage, files } = await readBundle(content);
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

  it('of React Native is known as one, and all of it is its own', async () => {
    const { facts } = await readBundle(await bundleWith({ platform: 'react-native' }));
    expect(facts).toMatchObject({ platform: 'react-native', ownBytes: facts.unpackedBytes });
  });

  it('of the older form is a ZIP with an app.json', async () => {
    const manifest = { appName: 'old-shop', _metadata: { deploymentId: 'abc', sdkVersion: '1.0.0' } };
    const zip = zipSync({ 'app.json': text(JSON.stringify(manifest)), 'web/index.html': text('<p>') });
    expect((await readBundle(zip)).facts).toMatchObject({
      ...{ form: 'zip', appName: 'old-shop', deploymentId: 'abc', sdkVersion: '1.0.0', platform: 'web' },
    });
  });

  it('that was changed after its build is not what its index says', async () => {
    const [built, other] = [
      await bundleWith({ files: { 'web/a.js': '1', 'web/b.js': '1' } }),
      await bundleWith({ files: { 'web/a.js': '2', 'web/c.js': '1' } }),
    ];
    expect(await english(headerAndArchive(built, other))).toEqual(
      ['"web/a.js"', '"web/b.js"', '"web/c.js"'].map(
        (name) => `${name} is not what the build wrote. Build it again.`,
      ),
    );
  });

  it.each([
    '../../outside.js',
    '/etc/passwd',
    'web/../../up.js',
    'web\\\\page.html',
    'C:/page.html',
    'web//double.html',
    'web/./dot.html',
    'web/new\nline.html',
  ])('with a file named %j is said to be odd', async (name) => {
    expect(await english(await bundleWith({ files: { [name]: 'x' } }))).toEqual([
      `${JSON.stringify(name)} is no name of a file in a bundle.`,
    ]);
  });

  it('with a name of every object is read like any other', async () => {
    const { files, damage } = await readBundle(await bundleWith({ files: { 'web/constructor': 'x' } }));
    expect([files.get('web/constructor'), damage]).toEqual([text('x'), []]);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a picture', text('GIF89a')],
    ['a ZIP without an app.json', zipSync({ 'a.txt': text('a') })],
    ['a ZIP whose app.json is no JSON', zipSync({ 'app.json': text('{') })],
    ['a ZIP whose app.json names nothing', zipSync({ 'app.json': text('{}') })],
  ])('is not %s', async (_, content) => {
    await expect(readBundle(content)).rejects.toMatchObject({ code: 'BUNDLE_UNREADABLE' });
  });

  it('that was cut short anywhere is no bundle any more', async () => {
    const whole = await bundleWith();
    for (const length of [11, 40, 200, whole.length - 60])
      await expect(readBundle(whole.slice(0, length))).rejects.toMatchObject({ code: 'BUNDLE_UNREADABLE' });
  });
});
