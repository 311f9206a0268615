import { createHash } from 'node:crypto';
import type { LocalizedText } from '@ait-iap/protocol';

/** The entry of one file in the index of a bundle. */
export interface IndexEntry {
  readonly name: string;
  /** Bytes, unpacked. */
  readonly size: number;
  /** In hex. Empty if the writer gave none. */
  readonly sha256: string;
}

interface Contents {
  readonly names: readonly string[];
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The older format has no index. */
  readonly index: readonly IndexEntry[] | undefined;
}

/** The largest number of problems that are reported. */
const MOST_COMPLAINTS = 5;

/**
 * Finds problems with the files of a bundle: names that no build writes, and contents that differ from the index. The
 * official reader checks neither (*observed*, ait-format 1.0.0).
 */
export function damageOf({ names, files, index }: Contents): readonly LocalizedText[] {
  const seen = new Set<string>();
  const isSecond = (name: string) => seen.size === seen.add(name).size;
  const complaints = [
    ...names.filter(isOdd).map(oddName),
    ...names.filter(isSecond).map(twice),
    ...(index === undefined || files.size === 0 ? [] : differences(files, index)),
  ];
  return complaints.slice(0, MOST_COMPLAINTS);
}

/** Whether a name leads out of the bundle, or means a different file on another operating system. */
function isOdd(name: string): boolean {
  if (/[\\\p{Cc}]|^\/|^[a-z]:/iu.test(name)) return true;
  return name.split('/').some((part) => part === '..' || part === '.' || part === '');
}

function differences(
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
  return [...changed.map(({ name }) => name), ...added].map((name) => ({
    en: `${shown(name)} is not what the build wrote. Build it again.`,
    ko: `${shown(name)} 파일이 빌드한 내용과 달라요. 다시 빌드해 주세요.`,
  }));
}

function oddName(name: string): LocalizedText {
  return {
    en: `${shown(name)} is no name of a file in a bundle.`,
    ko: `${shown(name)}은 번들에 넣을 수 없는 파일 이름이에요.`,
  };
}

function twice(name: string): LocalizedText {
  return { en: `${shown(name)} is in it twice.`, ko: `${shown(name)} 파일이 두 번 들어 있어요.` };
}

function shown(name: string): string {
  return JSON.stringify(name.length > 120 ? `${name.slice(0, 119)}…` : name);
}
