import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const packages = new URL('../../packages/', import.meta.url);

/** All programs of all packages: the next one, too. */
const programs = readdirSync(packages).flatMap((name) => {
  const { bin = {} } = JSON.parse(readFileSync(new URL(`${name}/package.json`, packages), 'utf8'));
  return Object.entries<string>(bin).map(
    ([command, path]) => [command, new URL(`${name}/${path}`, packages).pathname] as const,
  );
});

const onNode = (version: string) =>
  `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'${version}'})`;

test.each(programs)('%s says in both languages that Node is too old, and loads nothing', (command, path) => {
  for (const version of ['18.20.8', '22.17.1']) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [...['--import', onNode(version)], path, '--help'],
      { encoding: 'utf8' },
    );
    expect(stderr).toMatch(
      new RegExp(
        `^${command} needs Node [\\d.]+ or newer[^\\n]*; this is ${version}\\. \\(Node [\\d.]+ 이상이 필요해요\\. 지금 버전: ${version}\\)\\n$`,
      ),
    );
    expect(stdout).toBe('');
    expect(status).toBeGreaterThan(0);
  }
});

test('there are programs', () => {
  expect(programs.map(([command]) => command)).toContain('ait-iap-server');
});
