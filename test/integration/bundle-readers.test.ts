import { createSandbox } from '@ait-iap/sandbox';
import { describe, expect, it } from 'vitest';
import { checkBundle, checkPlugin } from '../../packages/release/src/index.js';
import { memoryBundles } from '../../packages/sandbox/src/bundles/bundle-store.js';
import { startUpload } from '../../packages/sandbox/src/partner-console/mini-app-versions.js';
import { ReleaseDesk } from '../../packages/sandbox/src/serve/release-desk/release-desk.js';
import { BAD_ARCHIVES, SOUND_ENTRIES } from '../../packages/sandbox/test/support/bad-archives.js';
import { bundleWith } from '../../packages/sandbox/test/support/bundles.js';
import { type RawEntry, rawZip } from '../../packages/sandbox/test/support/raw-zip.js';

/** A reader of bundles, seen from outside: what it says of a file, in both languages. */
type Door = (content: Uint8Array) => Promise<string | undefined>;

const spoken = (reading: Promise<unknown>): Promise<string | undefined> =>
  reading.then(
    () => undefined,
    ({ text }: { text: { en: string; ko: string } }) => `${text.en} / ${text.ko}`,
  );

/** Every way to pass a bundle. */
const DOORS: Readonly<Record<string, Door>> = {
  'the check before a release': (content) => spoken(checkBundle(content, { askFoundBackends: false })),
  'the upload of the release desk': (content) => {
    const { world } = createSandbox();
    return spoken(new ReleaseDesk(world, memoryBundles()).upload(content, {}, 'test'));
  },
  // What was announced is a version already, so it fails to build, and says why.
  'the file of a deploy that was announced': async (content) => {
    const { world } = createSandbox();
    const announced = startUpload(world, { appName: 'sandbox-mini-app', deploymentId: ID }, 'test');
    const { problems = [] } = await new ReleaseDesk(world, memoryBundles()).complete(
      announced,
      content,
      'test',
    );
    const [why] = problems.filter(({ en }) => en.startsWith('Failed to read'));
    return why && `${why.en} / ${why.ko}`;
  },
};

const ID = '019bfa90-ad4c-799f-b227-b4159e6867f7';

const bytes = (text: string) => new TextEncoder().encode(text);

const APP_JSON: RawEntry = {
  name: 'app.json',
  content: bytes('{"appName":"sandbox-mini-app","_metadata":{"deploymentId":"1","sdkVersion":"3.1.0"}}'),
};

/** The newer form: the head of a bundle that the official package wrote, and another archive behind it. */
async function aitWith(archive: Uint8Array): Promise<Uint8Array> {
  const built = Buffer.from(await bundleWith());
  const head = 20 + Number(built.readBigUInt64BE(12));
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(archive.length));
  return new Uint8Array(Buffer.concat([built.subarray(0, head), length, archive]));
}

/** Both forms of a bundle around one archive. */
const FORMS = {
  'older form': async (write: (sound: readonly RawEntry[]) => Uint8Array) =>
    write([APP_JSON, ...SOUND_ENTRIES]),
  '.ait': async (write: (sound: readonly RawEntry[]) => Uint8Array) => aitWith(write(SOUND_ENTRIES)),
};

describe.each(Object.entries(DOORS))('%s', (_, door) => {
  describe.each(Object.entries(FORMS))('for a bundle of the %s', (_form, bundle) => {
    it('accepts an archive that is unusual but correct', async () => {
      expect(await door(await bundle(rawZip))).toBeUndefined();
    });

    it.each(BAD_ARCHIVES)('refuses an archive $what, for that reason', async ({ write, says }) => {
      const said = await door(await bundle(write));
      expect(said).toContain(says);
      expect(said).toMatch(/^Failed to read the archive: .* \/ 압축 파일을 읽지 못했어요\. .*요\.$/);
    });
  });

  it('refuses a file that is not a bundle, or not a whole one', async () => {
    const whole = await bundleWith();
    const tomorrow = whole.slice();
    new DataView(tomorrow.buffer, tomorrow.byteOffset).setUint32(8, 2);
    const says = [];
    for (const content of [bytes('GIF89a'), whole.slice(0, 40), tomorrow, rawZip([]), rawZip(SOUND_ENTRIES)])
      says.push(await door(content));
    expect(says).toEqual([
      expect.stringContaining('begins neither with AITBUNDL nor as a ZIP'),
      expect.stringContaining('ends before its content does'),
      expect.stringContaining('Update @apps-in-toss/ait-format'),
      expect.stringContaining('AITBUNDL'),
      expect.stringContaining('no app.json'),
    ]);
  });
});

it('every entry point says the same about the same file, word for word', async () => {
  for (const { write } of BAD_ARCHIVES) {
    const content = await FORMS['older form'](write);
    const said = await Promise.all(Object.values(DOORS).map((door) => door(content)));
    expect(new Set(said).size).toBe(1);
  }
});

it.each(BAD_ARCHIVES)('also the check of a plugin refuses an archive $what', async ({ write, says }) => {
  expect(await spoken(checkPlugin(write(SOUND_ENTRIES)))).toContain(says);
});
