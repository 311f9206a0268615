import { createHash } from 'node:crypto';
import type { LocalizedText } from '@ait-iap/protocol';
import type { IndexEntry } from './bundle.js';

/** The largest number of problems that are reported. */
const MOST_COMPLAINTS = 5;

/** Finds files that differ from the index of their bundle. The official reader does not compare them (*observed*, ait-format 1.0.0). */
export function damageOf(
  files: ReadonlyMap<string, Uint8Array>,
  index: readonly IndexEntry[],
): readonly LocalizedText[] {
  const listed = new Set(index.map(({ name }) => name));
  const changed = index.filter(({ name, size, sha256 }) => {
    const content = files.get(name);
    if (content === undefined || content.length !== size) return true;
    return sha256 !== '' && createHash('sha256').update(content).digest('hex') !== sha256.toLowerCase();
  });
  const added = [...files.keys()].filter((name) => !listed.has(name));
  return [...changed.map(({ name }) => name), ...added].slice(0, MOST_COMPLAINTS).map((name) => ({
    en: `${shown(name)} is not what the build wrote. Build it again.`,
    ko: `${shown(name)} 파일이 빌드한 내용과 달라요. 다시 빌드해 주세요.`,
  }));
}

function shown(name: string): string {
  return JSON.stringify(name.length > 120 ? `${name.slice(0, 119)}…` : name);
}
