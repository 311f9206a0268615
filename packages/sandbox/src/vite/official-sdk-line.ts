import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SdkLine } from '../page/sdk-line.js';

/** The packages that distinguish the lines, the clearest first: this one exists only in 3.x. */
const WEBVIEW_BRIDGE = '@apps-in-toss/webview-bridge';
const WEB_FRAMEWORK = '@apps-in-toss/web-framework';

/** The modules that a page with 3.x imports from. */
export const OFFICIAL_MODULES: readonly string[] = [WEB_FRAMEWORK, WEBVIEW_BRIDGE];

/**
 * Finds the line of the official SDK that a project uses: from the installed packages, else from its package.json. A
 * word that is not a version, such as `latest`, means the newest line. Without an official package it is `2.x`, because
 * every page can use its window.
 */
export function officialSdkLine(root: string): SdkLine {
  const asked = dependenciesOf(root);
  if (WEBVIEW_BRIDGE in asked) return '3.x';
  const version = installedVersion(root, WEB_FRAMEWORK) ?? asked[WEB_FRAMEWORK];
  if (version === undefined) return '2.x';
  const major = /\d+/.exec(version)?.[0];
  return major === undefined || Number(major) >= 3 ? '3.x' : '2.x';
}

/** Whether the project can import an official module. */
export function isInstalled(root: string, name: string): boolean {
  return installedVersion(root, name) !== undefined;
}

function dependenciesOf(root: string): Readonly<Record<string, string>> {
  for (const folder of upwards(root)) {
    const found = readJson(join(folder, 'package.json'));
    if (found === undefined) continue;
    const { dependencies, devDependencies } = found as Record<string, Record<string, string> | undefined>;
    return { ...devDependencies, ...dependencies };
  }
  return {};
}

function installedVersion(root: string, name: string): string | undefined {
  for (const folder of upwards(root)) {
    const found = readJson(join(folder, 'node_modules', name, 'package.json'));
    if (found !== undefined) return String(found.version ?? '');
  }
  return undefined;
}

function upwards(root: string): string[] {
  const folders = [root];
  for (let folder = root; dirname(folder) !== folder; ) {
    folder = dirname(folder);
    folders.push(folder);
  }
  return folders;
}

function readJson(path: string): Readonly<Record<string, unknown>> | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
