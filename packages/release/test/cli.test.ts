import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../src/cli/run-cli.js';
import { bundleWith } from './support/bundles.js';
import { selfSigned } from './support/certificates.js';

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ait-iap-release-'));
  writeFileSync(at('good.ait'), await bundleWith());
  writeFileSync(at('bad.ait'), await bundleWith({ sdkVersion: '2.10.8', files: { 'web/a&b<c>.key': 'x' } }));
  writeFileSync(at('cut.ait'), (await bundleWith()).subarray(0, 200));
  writeFileSync(at('client.crt'), selfSigned('gem-shop', 365));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(args, {
    environment: { LANG: 'en_US.UTF-8' },
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    fetch: () => Promise.reject(new Error('No network in this test.')),
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('ait-iap-release check', () => {
  it('ends with 0 where nothing is refused, and says where the bytes go', async () => {
    const { code, out } = await run('check', at('good.ait'), '--cert', at('client.crt'));
    expect(code).toBe(0);
    expect(out).toContain('gem-shop · web · SDK 3.6.0');
    expect(out).toContain("the platform's source maps");
    expect(out).toContain('Nothing is refused.');
  });

  it('ends with 1 where something is, and names rule, source and fix in both languages', async () => {
    const english = await run('check', at('bad.ait'));
    expect(english.code).toBe(1);
    expect(english.out).toMatch(/refused sdk-too-old\n.*2\.10\.8.*\n.*fix: .*\n.*source: /);
    const korean = await run('check', at('bad.ait'), '--lang', 'ko');
    expect(korean.out).toMatch(/반려 +sdk-too-old\n.*받지 않아요.*\n.*해결: .*\n.*근거: /);
  });

  it('takes an older SDK of a mini-app that has been live before', async () => {
    writeFileSync(at('old.ait'), await bundleWith({ sdkVersion: '2.10.8' }));
    expect((await run('check', at('old.ait'))).code).toBe(1);
    expect((await run('check', at('old.ait'), '--live-since-2x')).code).toBe(0);
  });

  it('ends with 2 where the file cannot be read, in JSON too', async () => {
    expect((await run('check', at('cut.ait'))).code).toBe(2);
    const { code, out } = await run('check', at('cut.ait'), '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out).error.code).toBe('CUT_SHORT');
    expect((await run('check', at('not-there.ait'))).err).toContain('not-there.ait is not there');
  });

  it.each([
    ['an unknown command', ['publish', 'app.ait']],
    ['no bundle', ['check']],
    ['two bundles', ['check', 'a.ait', 'b.ait']],
    ['an unknown option', ['check', 'a.ait', '--fast']],
    ['half an address', ['check', 'a.ait', '--backend', 'api.example.com']],
    ['an unknown language', ['check', 'a.ait', '--lang', 'fr']],
    ['a configuration that is not there', ['check', 'a.ait', '--config', 'nowhere.ts']],
  ])('ends with 2 on %s, and says what was not understood', async (_, args) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toMatch(/^Failed to /);
  });

  it('refuses a key in place of a certificate in words', async () => {
    writeFileSync(at('client.key'), '-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n');
    const { code, err } = await run('check', at('good.ait'), '--cert', at('client.key'));
    expect(code).toBe(2);
    expect(err).toContain('Pass client.crt, not the key');
  });

  it('finds the configuration beside the bundle, and runs nothing of it', async () => {
    writeFileSync(
      at('granite.config.ts'),
      "process.exit(9);\nexport default defineConfig({ appName: 'coin-shop' });\n",
    );
    const { code, out } = await run('check', at('good.ait'));
    rmSync(at('granite.config.ts'));
    expect(code).toBe(1);
    expect(out).toContain('configuration-of-other-app');
  });

  it('writes JSON, JUnit and SARIF that say the same, with the signs of XML escaped', async () => {
    const { out } = await run(
      'check',
      at('bad.ait'),
      '--json',
      '--junit',
      at('junit.xml'),
      '--sarif',
      at('out.sarif'),
    );
    const rules = JSON.parse(out).findings.map(({ rule }: { rule: string }) => rule);
    expect(rules).toEqual(['sdk-too-old', 'private-key']);
    const sarif = JSON.parse(readFileSync(at('out.sarif'), 'utf8'));
    expect(sarif.runs[0].results.map(({ ruleId, level }: Record<string, string>) => [ruleId, level])).toEqual(
      [
        ['sdk-too-old', 'error'],
        ['private-key', 'error'],
      ],
    );
    const junit = readFileSync(at('junit.xml'), 'utf8');
    expect(junit).toContain('tests="2" failures="2"');
    expect(junit).toContain('private-key web/a&amp;b&lt;c&gt;.key');
  });
});

describe('ait-iap-release evidence', () => {
  it.each([
    ['no bundle', ['evidence', '--backend', 'http://127.0.0.1:4610']],
    ['no backend', ['evidence', 'a.ait']],
    ['half an address', ['evidence', 'a.ait', '--backend', '127.0.0.1:4610']],
    ['a port that is none', ['evidence', 'a.ait', '--backend', 'http://127.0.0.1:4610', '--port', 'http']],
    ['an unknown option', ['evidence', 'a.ait', '--backend', 'http://127.0.0.1:4610', '--fast']],
  ])('ends with 2 on %s, before anything is started', async (_, args) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toMatch(/^Failed to understand/);
  });

  it('says which adapter could not be loaded, before anything is started', async () => {
    const { code, err } = await run(
      'evidence',
      at('good.ait'),
      '--backend',
      'http://127.0.0.1:1',
      '--adapter',
      at('no.mjs'),
    );
    expect(code).toBe(2);
    expect(err).toContain('no.mjs');
  });

  it('shows how it is used', async () => {
    const { code, out } = await run('evidence', '--help');
    expect(code).toBe(0);
    expect(out).toContain('--adapter FILE');
  });
});
