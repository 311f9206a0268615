import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../src/cli/run-cli.js';
import { bundleWith } from './support/bundles.js';
import { selfSigned } from './support/certificates.js';
import { pluginWith } from './support/plugins.js';

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
  it('ends with 0 when nothing is refused, and shows what takes up the size', async () => {
    const { code, out } = await run('check', at('good.ait'), '--cert', at('client.crt'));
    expect(code).toBe(0);
    expect(out).toContain('gem-shop · web · SDK 3.6.0');
    expect(out).toContain("the platform's source maps");
    expect(out).toMatch(/certificate of gem-shop: 36[45] days left/);
    expect(out).toContain('Nothing is refused.');
  });

  it('ends with 1 when something is refused, and names rule, source and fix in both languages', async () => {
    const english = await run('check', at('bad.ait'));
    expect(english.code).toBe(1);
    expect(english.out).toMatch(/refused sdk-too-old\n.*2\.10\.8.*\n.*fix: .*\n.*source: /);
    const korean = await run('check', at('bad.ait'), '--lang', 'ko');
    expect(korean.out).toMatch(/반려 +sdk-too-old\n.*받지 않아요.*\n.*해결: .*\n.*근거: /);
  });

  it('accepts an older SDK for a mini-app that has been live before', async () => {
    writeFileSync(at('old.ait'), await bundleWith({ sdkVersion: '2.10.8' }));
    expect((await run('check', at('old.ait'))).code).toBe(1);
    expect((await run('check', at('old.ait'), '--live-since-2x')).code).toBe(0);
  });

  it('ends with 2 when the file cannot be read, in JSON too', async () => {
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
    ['an incomplete address', ['check', 'a.ait', '--backend', 'api.example.com']],
    ['an unknown language', ['check', 'a.ait', '--lang', 'fr']],
    ['a configuration that does not exist', ['check', 'a.ait', '--config', 'nowhere.ts']],
  ])('ends with 2 for %s, and says what was not understood', async (_, args) => {
    const { code, err } = await run(...args);
    expect(code).toBe(2);
    expect(err).toMatch(/^Failed to /);
  });

  it('refuses a key instead of a certificate, with a message', async () => {
    writeFileSync(at('client.key'), '-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n');
    const { code, err } = await run('check', at('good.ait'), '--cert', at('client.key'));
    expect(code).toBe(2);
    expect(err).toContain('Pass client.crt, not the key');
  });

  it('finds the configuration beside the bundle, and runs no code in it', async () => {
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

describe('ait-iap-release check of a plugin', () => {
  beforeAll(() => {
    writeFileSync(at('good.zip'), pluginWith('pos-worker'));
    writeFileSync(at('bad.zip'), pluginWith('pos-worker', { '.env': 'TOKEN=1' }));
    writeFileSync(at('cut.zip'), pluginWith('pos-worker').subarray(0, 60));
  });
  const acl = ['--acl', 'api.gem-shop.kr'];

  it('ends with 0, 1 or 2, as for a bundle, and says what kind of plugin it is', async () => {
    const good = await run('check', at('good.zip'), ...acl);
    expect(good).toMatchObject({ code: 0, err: '' });
    expect(good.out).toContain('pos-worker plugin of Toss Place · files: 1');
    expect((await run('check', at('good.zip'), '--lang', 'ko')).out).toContain(
      '부르는 호스트: api.gem-shop.kr',
    );
    expect(await run('check', at('bad.zip'), ...acl)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/refused settings-file {2}\.env\n.*\n.*fix: .*\n.*source: /),
    });
    expect(await run('check', at('cut.zip'), '--json')).toMatchObject({
      code: 2,
      out: expect.stringContaining('ARCHIVE_UNREADABLE'),
    });
  });

  it('uses another name and another kind when they are given', async () => {
    writeFileSync(at('plugin.bin'), pluginWith('pos-worker'));
    expect((await run('check', at('plugin.bin'))).err).toContain('this ZIP has no app.json');
    expect((await run('check', at('plugin.bin'), '--plugin', 'pos-tab', ...acl)).out).toContain(
      'plugin-entry-missing',
    );
  });

  it('writes JSON, JUnit and SARIF that say the same', async () => {
    const files = ['--junit', at('plugin.xml'), '--sarif', at('plugin.sarif')];
    const { out } = await run('check', at('bad.zip'), '--json', ...acl, ...files);
    expect(JSON.parse(out)).toMatchObject({
      plugin: { kind: 'pos-worker' },
      hosts: ['api.gem-shop.kr'],
      findings: [{ rule: 'settings-file' }],
    });
    expect(readFileSync(at('plugin.xml'), 'utf8')).toContain('tests="1" failures="1"');
    const [{ results, properties }] = JSON.parse(readFileSync(at('plugin.sarif'), 'utf8')).runs;
    expect(results).toMatchObject([{ ruleId: 'settings-file', level: 'error' }]);
    expect(properties).toMatchObject({ plugin: 'pos-worker' });
  });

  it.each([
    ['an unknown kind', ['--plugin', 'tab']],
    ['an address instead of a host', ['--acl', 'https://api.gem-shop.kr']],
    ['no host', ['--acl', '']],
  ])('ends with 2 for %s', async (_, args) => {
    const { code, err } = await run('check', at('good.zip'), ...args);
    expect(code).toBe(2);
    expect(err).toMatch(/^Failed to understand --/);
  });
});

describe('ait-iap-release evidence', () => {
  it.each([
    ['no bundle', ['evidence', '--backend', 'http://127.0.0.1:4610']],
    ['no backend', ['evidence', 'a.ait']],
    ['an incomplete address', ['evidence', 'a.ait', '--backend', '127.0.0.1:4610']],
    ['an invalid port', ['evidence', 'a.ait', '--backend', 'http://127.0.0.1:4610', '--port', 'http']],
    ['an unknown option', ['evidence', 'a.ait', '--backend', 'http://127.0.0.1:4610', '--fast']],
  ])('ends with 2 for %s, before anything is started', async (_, args) => {
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

  it('prints its usage', async () => {
    const { code, out } = await run('evidence', '--help');
    expect(code).toBe(0);
    expect(out).toContain('--adapter FILE');
  });
});
