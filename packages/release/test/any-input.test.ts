import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rawZip } from '../../sandbox/test/support/raw-zip.js';
import { checkPlugin, ToldError } from '../src/index.js';
import { pluginWith } from './support/plugins.js';

const bytes = (text: string) => new TextEncoder().encode(text);

it('a plugin with any names and contents is checked, or refused with a message', async () => {
  const name = fc.oneof(
    fc.constantFrom(
      ...['index.html', 'main.js', 'iframe-manifest.json', '../x', '/x', 'a\\b', '__proto__', '.env'],
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

it('the check of a plugin is the same every time', async () => {
  const content = pluginWith('front');
  expect(await checkPlugin(content)).toEqual(await checkPlugin(content));
});
