import { extname } from 'node:path';
import type { Bundle } from '../bundle/bundle.js';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** One file of the bundle, as a web server would send it. */
export interface ServedFile {
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * Finds the file for a path, with the sandbox's bridge before the first script of a page. A path without an extension
 * belongs to the mini-app's own router, so it gets the first page, as in the Toss app. `undefined` if the bundle has no
 * such file.
 */
export function fileOf(bundle: Bundle, path: string, bridgeTag: string): ServedFile | undefined {
  const wanted = `web${decodeURI(path)}`;
  const name = bundle.files.has(wanted) ? wanted : extname(path) === '' ? 'web/index.html' : undefined;
  const content = name === undefined ? undefined : bundle.files.get(name);
  if (name === undefined || content === undefined) return undefined;
  const contentType = TYPES[extname(name)] ?? 'application/octet-stream';
  if (!name.endsWith('.html')) return { contentType, body: Buffer.from(content) };
  const html = new TextDecoder().decode(content);
  const head = /<head[^>]*>/i.exec(html);
  const at = head === null ? (/<!doctype[^>]*>/i.exec(html)?.[0].length ?? 0) : head.index + head[0].length;
  return { contentType, body: Buffer.from(`${html.slice(0, at)}${bridgeTag}${html.slice(at)}`) };
}
