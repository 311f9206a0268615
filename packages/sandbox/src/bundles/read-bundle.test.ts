import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bundleWith } from '../../test/support/bundles.js';
import { readBundle } from './read-bundle.js';

/** The official writer writes how long the signature is, and none. */
const NO_SIGNATURE = [0, 0, 0, 0, 0, 0, 0, 0];

const text = (content: string) => new TextEncoder().encode(content);
const refusal = (content: Uint8Array) =>
  readBundle(content).then(
    () => undefined,
    (error: { code: string; reason: string; message: string }) => error,
  );

describe('a bundle', () => {
  it('of the older form is a ZIP with an app.json', async () => {
    const manifest = { appName: 'old-shop', _metadata: { deploymentId: 'abc', sdkVersion: '1.0.0' } };
    const zip = zipSync({ 'app.json': text(JSON.stringify(manifest)), 'web/index.html': text('<p>') });
    expect(await readBundle(zip)).toMatchObject({
      ...{ form: 'zip', appName: 'old-shop', deploymentId: 'abc', sdkVersion: '1.0.0', platform: 'web' },
    });
  });

  it.each(['../../outside.js', 'web//double.html', 'web/new\nline.html'])(
    'with a file named %j is refused because of that name',
    async (name) => {
      const { message = '' } = (await refusal(await bundleWith({ files: { [name]: 'x' } }))) ?? {};
      expect(message).toMatch(/is no name of a file in a bundle.*번들에 넣을 수 없는 파일 이름이에요/);
    },
  );

  it.each([
    ['NOT_A_BUNDLE', 'nothing', new Uint8Array()],
    ['NOT_A_BUNDLE', 'a picture', text('GIF89a')],
    ['NOT_A_BUNDLE', 'a ZIP without an app.json', zipSync({ 'a.txt': text('a') })],
    ['HEADER_UNREADABLE', 'a ZIP whose app.json is not JSON', zipSync({ 'app.json': text('{') })],
    ['HEADER_UNREADABLE', 'a ZIP whose app.json names nothing', zipSync({ 'app.json': text('{}') })],
  ])('is refused as %s if it is %s', async (reason, _, content) => {
    expect(await refusal(content)).toMatchObject({ code: 'BUNDLE_UNREADABLE', reason });
  });

  it('that was cut short anywhere is reported as cut short', async () => {
    const whole = await bundleWith();
    for (let length = 11; length < whole.length; length += 1) {
      if (length === whole.length - NO_SIGNATURE.length) continue;
      expect(await refusal(whole.slice(0, length))).toMatchObject({ reason: 'CUT_SHORT' });
    }
  });

  it('may end with or without its signature, and with nothing else', async () => {
    const whole = await bundleWith();
    const archive = whole.slice(0, whole.length - NO_SIGNATURE.length);
    const signed = [0, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3];
    for (const end of [NO_SIGNATURE, signed, []])
      expect(await refusal(new Uint8Array([...archive, ...end]))).toBeUndefined();
    for (const end of [[...NO_SIGNATURE, 1], [...signed, 1], [...text('<script>')]])
      expect((await refusal(new Uint8Array([...archive, ...end])))?.message).toContain('behind its end');
  });

  it('of a newer format asks for an update', async () => {
    const content = await bundleWith();
    new DataView(content.buffer, content.byteOffset).setUint32(8, 2);
    expect(await refusal(content)).toMatchObject({ reason: 'FORMAT_TOO_NEW' });
  });
});
