import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isInstalled, officialSdkLine } from './official-sdk-line.js';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function project(packageJson: unknown, installed?: string): string {
  const root = mkdtempSync(join(tmpdir(), 'ait-iap-line-'));
  folders.push(root);
  if (packageJson !== undefined) writeFileSync(join(root, 'package.json'), JSON.stringify(packageJson));
  if (installed === undefined) return root;
  const folder = join(root, 'node_modules/@apps-in-toss/web-framework');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: installed }));
  return root;
}

const asks = (version: string) => ({ dependencies: { '@apps-in-toss/web-framework': version } });

describe('the line of the official SDK', () => {
  it.each([
    ['^3.0.1', '3.x'],
    ['~2.10.8', '2.x'],
    ['3.0.0-beta.9d42c0b', '3.x'],
    ['>=2.6.0 <3', '2.x'],
    ['10.1.0', '3.x'],
    ['latest', '3.x'],
    ['workspace:*', '3.x'],
  ])('is what package.json asks for: %s is %s', (version, line) => {
    expect(officialSdkLine(project(asks(version)))).toBe(line);
    expect(officialSdkLine(project({ devDependencies: asks(version).dependencies }))).toBe(line);
  });

  it('is that of the installed package rather than that of a range', () => {
    expect(officialSdkLine(project(asks('>=2'), '3.6.0'))).toBe('3.x');
    expect(officialSdkLine(project(asks('latest'), '2.10.8'))).toBe('2.x');
  });

  it('is 3.x with a package that exists only there, and 2.x without an official package', () => {
    expect(officialSdkLine(project({ dependencies: { '@apps-in-toss/webview-bridge': '*' } }))).toBe('3.x');
    expect(officialSdkLine(project({ dependencies: { '@apps-in-toss/web-bridge': '2.10.8' } }))).toBe('2.x');
    expect(officialSdkLine(project({}))).toBe('2.x');
  });

  it('is found from a folder below the package, as in a workspace', () => {
    const root = project(asks('*'), '3.6.0');
    mkdirSync(join(root, 'pages'));
    expect(officialSdkLine(join(root, 'pages'))).toBe('3.x');
    expect(isInstalled(join(root, 'pages'), '@apps-in-toss/web-framework')).toBe(true);
    expect(isInstalled(root, '@apps-in-toss/webview-bridge')).toBe(false);
  });

  it('is still found when a package.json is not valid', () => {
    const root = project(undefined);
    writeFileSync(join(root, 'package.json'), '{ "dependencies": ');
    expect(officialSdkLine(root)).toBe('2.x');
  });
});
