import { extname } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.htm': 'text/html',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.otf': 'font/otf',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.ogg': 'audio/ogg',
  '.wav': 'audio/wav',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
};

/** One file of a bundle, as it is sent. */
export interface BundleFile {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array;
}

/** The folder of the pages in the official build. */
const PAGES = 'web';

/**
 * Finds the file for a path of an address. A path without an extension belongs to the mini-app's own router, so it gets
 * the first page, as in the Toss app (*observed*). The name is only looked up among the files of the bundle, so it
 * cannot lead out of it.
 * @returns `undefined` if the bundle has no such file, or the path cannot be read
 */
export function bundleFile(files: ReadonlyMap<string, Uint8Array>, path: string): BundleFile | undefined {
  const wanted = decoded(path);
  if (wanted === undefined) return undefined;
  const names = [PAGES + wanted, `${PAGES}${wanted.replace(/\/$/, '')}/index.html`];
  if (extname(wanted) === '') names.push(`${PAGES}/index.html`);
  for (const name of names) {
    const content = files.get(name);
    if (content !== undefined)
      return { name, content, type: TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream' };
  }
  return undefined;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
