import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SdkLine } from '../page/sdk-line.js';

/** The packages by which the lines differ, the telling ones first: this one exists in 3.x only. */
const WEBVIEW_BRIDGE = '@apps-in-toss/webview-bridge';
const WEB_FRAMEWORK = '@apps-in-toss/web-framework';

/** The modules that a page of 3.x imports from. */
export const OFFICIAL_MODULES: readonly string[] = [WEB_FRAMEWORK, WEBVIEW_BRIDGE];

/**
 * Which line of the official SDK a project uses: by what is installed, else by what its package.json asks for. A word that
 * is no version, such as `latest`, is the newest line. Without an official package it is `2.x`, whose window every page
 * can use.
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
