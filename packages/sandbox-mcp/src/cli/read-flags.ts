import { parseArgs } from 'node:util';
import type { McpServerOptions } from '../server/create-mcp-server.js';

/** The flags of the command line. */
export type Asked = { readonly help: true } | ({ readonly help: false } & McpServerOptions);

const FLAGS = {
  url: { type: 'string' },
  token: { type: 'string' },
  groups: { type: 'string' },
  'read-only': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Reads the flags. @throws Error naming the word that was not understood */
export function readFlags(args: readonly string[]): Asked {
  const { values } = parseArgs({ args: [...args], options: FLAGS });
  if (values.help) return { help: true };
  const { url, token, groups, 'read-only': readOnly } = values;
  if (url !== undefined && URL.parse(url)?.protocol.startsWith('http') !== true) {
    throw new Error(`--url ${url} is not an address. Write it like http://127.0.0.1:4600`);
  }
  return {
    ...{ help: false, readOnly },
    ...(url !== undefined && { url }),
    ...(token !== undefined && { token }),
    ...(groups !== undefined && { groups: groups.split(',').map((group) => group.trim()) }),
  };
}
