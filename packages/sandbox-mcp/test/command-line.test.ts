import { describe, expect, test } from 'vitest';
import { runCli } from '../src/cli/run-cli.js';

async function run(...args: string[]) {
  const [out, errors] = [[] as string[], [] as string[]];
  const code = await runCli(args, { out: (text) => out.push(text), error: (text) => errors.push(text) });
  return { code, out: out.join('\n'), error: errors.join('\n') };
}

describe('the command of the MCP server', () => {
  test('lists its flags', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const flag of ['--url', '--token', '--read-only', '--groups']) expect(out).toContain(flag);
  });

  test.each([
    [['--nope'], "'--nope'"],
    [['--url', 'nope'], 'is not an address'],
    [['--groups', 'order', '--url', 'http://127.0.0.1:9'], 'there is no group order. The groups are'],
  ])('refuses %j, and writes nothing to the stream of the protocol', async (args, why) => {
    const { code, out, error } = await run(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(error).toContain(why);
  });
});
