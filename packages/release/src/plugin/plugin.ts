import { createHash } from 'node:crypto';
import type { OwnFiles } from '../bundle/bundle.js';
import { unpack } from '../bundle/read-bundle.js';

/** The kinds of Toss Place plugins: the screens of a Front, a program for a POS, and a tab on a POS. */
export const PLUGIN_KINDS = ['front', 'pos-worker', 'pos-tab'] as const;

/** One of them. */
export type PluginKind = (typeof PLUGIN_KINDS)[number];

/** The file with the name of a tab. */
export const TAB_MANIFEST = 'iframe-manifest.json';

/** A plugin, unpacked in memory. */
export interface Plugin {
  /** Where the plugin runs: given by the caller, or derived from its files. */
  readonly kind: PluginKind;
  /** The content of each file, by its path inside the ZIP. */
  readonly files: OwnFiles;
  /** The hash of the whole file, in hex. */
  readonly sha256: string;
}

/**
 * Unpacks a plugin. Its kind is derived from its files if it is not given.
 * @throws {BundleError} if it is not a readable ZIP
 */
export async function readPlugin(content: Uint8Array, kind?: PluginKind): Promise<Plugin> {
  const files = [...(await unpack(content))];
  return {
    kind: kind ?? kindOf(files.map(([path]) => path)),
    files,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
}

/** A folder around the files does not matter here. It is a separate finding. */
function kindOf(paths: readonly string[]): PluginKind {
  const names = new Set(paths.map((path) => path.split('/').at(-1)));
  if (names.has(TAB_MANIFEST)) return 'pos-tab';
  return names.has('main.js') && !names.has('index.html') ? 'pos-worker' : 'front';
}

/** The file at a path of the ZIP. `undefined` if there is none. */
export const fileAt = ({ files }: Plugin, wanted: string): Uint8Array | undefined =>
  files.find(([path]) => path === wanted)?.[1];
