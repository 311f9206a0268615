import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { BAD_ARCHIVES, SOUND_ENTRIES } from '../../test/support/bad-archives.js';
import { rawZip } from '../../test/support/raw-zip.js';
import { unpackArchive } from './unpack-archive.js';
import { UnreadableBundleError } from './unreadable-bundle-error.js';

const said = (content: Uint8Array) =>
  unpackArchive(content).then(
    (files) => [...files.keys()].join(' '),
    (error: unknown) => {
      expect(error).toBeInstanceOf(UnreadableBundleError);
      return (error as UnreadableBundleError).text.en;
    },
  );
const bytes = (text: string) => new TextEncoder().encode(text);

describe('an archive', () => {
  it('gives every file by its path, whichever program packed it', async () => {
    const files = await unpackArchive(rawZip(SOUND_ENTRIES));
    const wanted = SOUND_ENTRIES.filter(({ name }) => !name.endsWith('/')).map(
      ({ name, content }) => [name.replace('\\', '/'), new Uint8Array(content)] as const,
    );
    expect([...files].map(([name, content]) => [name, new Uint8Array(content)])).toEqual(wanted);
  });

  it.each(BAD_ARCHIVES)('$what is refused for that', async ({ write, says }) => {
    expect(await said(write(SOUND_ENTRIES))).toContain(says);
    expect(await said(write([]))).toContain(says);
  });

  it('that unpacks to more than 400 MB is refused by its declared sizes, before anything is unpacked', async () => {
    const before = process.memoryUsage().arrayBuffers;
    const half = {
      content: new Uint8Array(0),
      packed: deflateRawSync(Buffer.alloc(1_000)),
      claims: 300_000_000,
    };
    const archive = rawZip([
      { name: 'a', ...half },
      { name: 'b', ...half },
    ]);
    expect(await said(archive)).toContain('400 MB');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });

  it('that is a ZIP bomb uses no more memory than its declared size', async () => {
    const packed = deflateRawSync(Buffer.alloc(200_000_000));
    const before = process.memoryUsage().arrayBuffers;
    const bomb = rawZip([{ name: 'bomb', content: new Uint8Array(0), packed, claims: 1_000 }]);
    expect(await said(bomb)).toContain('more or less');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });

  it('with too many files is not unpacked', async () => {
    const many = Array.from({ length: 20_001 }, (_, index) => ({
      name: `f${index}`,
      content: bytes(''),
      stored: true,
    }));
    expect(await said(rawZip(many))).toContain('20,000 files');
  });
});

describe('the reader unpacks its input or refuses it with a message', () => {
  const whole = zipSync({
    'main.js': bytes('fetch("https://a.example")'.repeat(50)),
    'a/b.html': bytes('<p>'),
  });

  it('when it is cut anywhere', async () => {
    for (let length = 0; length < whole.length; length++)
      expect(await said(whole.subarray(0, length))).toMatch(/^Failed to read the archive: /);
  });

  it('when any bytes are changed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          const changed = whole.slice();
          for (const [at, value] of changes) changed[at] = value;
          await said(changed);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('when it is any bytes, with or without the header of a ZIP', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (given, withHead) => {
        await said(
          withHead ? new Uint8Array([...whole.subarray(0, 30), ...given, ...whole.subarray(-22)]) : given,
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
