import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { unpack } from '../src/bundle/unpack.js';
import { checkPlugin, ToldError } from '../src/index.js';
import { pluginWith } from './support/plugins.js';
import { rawZip } from './support/raw-zip.js';

const said = (content: Uint8Array) =>
  unpack(content).then(
    (files) => [...files.keys()].join(' '),
    (error: unknown) => {
      expect(error).toBeInstanceOf(ToldError);
      return (error as ToldError).text.en;
    },
  );
const bytes = (text: string) => new TextEncoder().encode(text);

describe('an archive', () => {
  it('gives every file by its path, those with names of JavaScript included', async () => {
    const names = ['__proto__', 'constructor', '한글 이름.html', 'a/b/../c', 'x'.repeat(300)];
    const files = await unpack(
      rawZip(names.filter((name) => !name.includes('..')).map((name) => ({ name, content: bytes(name) }))),
    );
    expect([...files.keys()]).toEqual(names.filter((name) => !name.includes('..')));
    expect(new TextDecoder().decode(files.get('__proto__'))).toBe('__proto__');
  });

  it('made on Windows has paths with slashes', async () => {
    expect(await said(rawZip([{ name: 'web\\index.html', content: bytes('1') }]))).toBe('web/index.html');
  });

  it.each(['../outside.js', '/etc/passwd', 'a/../../b', 'C:/windows/x.js', '..\\outside.js'])(
    'that leads out of its folder (%s) is not unpacked',
    async (name) => {
      expect(await said(rawZip([{ name, content: bytes('1') }]))).toContain('damaged');
    },
  );

  it('with two files of one name is not unpacked, because readers disagree about it', async () => {
    const doubled = rawZip([
      { name: 'main.js', content: bytes('good') },
      { name: 'main.js', content: bytes('bad') },
    ]);
    expect(await said(doubled)).toContain('two files called main.js');
  });

  it('that holds more than it says is not unpacked: a reader must not stop where it was told to', async () => {
    const packed = { name: 'main.js', content: bytes('alert(1);'.repeat(100)) };
    expect(await said(rawZip([{ ...packed, claims: 10 }]))).toContain('damaged');
    expect(await said(rawZip([{ ...packed, claims: 2_000 }]))).toContain('damaged');
  });

  it('with a byte that was changed on its way is not unpacked', async () => {
    const stored = rawZip([{ name: 'main.js', content: bytes('pay(100)'), stored: true }]);
    const at = Buffer.from(stored).indexOf('pay(100)');
    stored[at + 4] = '9'.charCodeAt(0);
    expect(await said(stored)).toContain('damaged');
  });

  it('that is encrypted asks for one without a password', async () => {
    expect(await said(rawZip([{ name: 'main.js', content: bytes('1'), encrypted: true }]))).toContain(
      'encrypted',
    );
  });

  it('that unpacks to more than 400 MB is told by what it says, before anything is unpacked', async () => {
    const before = process.memoryUsage().arrayBuffers;
    expect(await said(rawZip([{ name: 'a', content: bytes('1'), claims: 400_000_001 }]))).toContain('400 MB');
    const half = {
      content: new Uint8Array(0),
      packed: deflateRawSync(Buffer.alloc(1_000)),
      claims: 300_000_000,
    };
    expect(
      await said(
        rawZip([
          { name: 'a', ...half },
          { name: 'b', ...half },
        ]),
      ),
    ).toMatch(/damaged|400 MB/);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000);
  });

  it('that is a bomb costs no more than it admits to', async () => {
    const packed = deflateRawSync(Buffer.alloc(200_000_000));
    const before = process.memoryUsage().arrayBuffers;
    expect(
      await said(rawZip([{ name: 'bomb', content: new Uint8Array(0), packed, claims: 1_000 }])),
    ).toContain('damaged');
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

describe('whatever is given to the reader, it is unpacked or refused in words', () => {
  const whole = zipSync({
    'main.js': bytes('fetch("https://a.example")'.repeat(50)),
    'a/b.html': bytes('<p>'),
  });

  it('cut anywhere', async () => {
    for (let length = 0; length < whole.length; length++)
      expect(await said(whole.subarray(0, length))).toMatch(/^Failed to read the archive: /);
  });

  it('with any bytes changed', async () => {
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

  it('as any bytes at all, behind the head of a ZIP or without', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (given, withHead) => {
        await said(
          withHead ? new Uint8Array([...whole.subarray(0, 30), ...given, ...whole.subarray(-22)]) : given,
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('with any names and contents, through the whole check of a plugin', async () => {
    const name = fc.oneof(
      fc.constantFrom(
        'index.html',
        'main.js',
        'iframe-manifest.json',
        '../x',
        '/x',
        'a\\b',
        '__proto__',
        '.env',
      ),
      fc.string({ minLength: 1, maxLength: 30, unit: 'binary' }),
    );
    const content = fc.oneof(
      fc.constantFrom('<p>', '{"tab":1}', 'fetch("https://")', 'fetch("http://[")'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, content), { maxLength: 6 }), async (files) => {
        const archive = rawZip(files.map(([each, text]) => ({ name: each, content: bytes(text) })));
        const report = await checkPlugin(archive, { acl: [] }).catch((error: unknown) => error);
        if (report instanceof Error) expect(report).toBeInstanceOf(ToldError);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the same every time', async () => {
    const content = pluginWith('front');
    expect(await checkPlugin(content)).toEqual(await checkPlugin(content));
  });
});
