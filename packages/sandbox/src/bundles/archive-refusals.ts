import type { LocalizedText } from '@ait-iap/protocol';
import { UnreadableBundleError } from './unreadable-bundle-error.js';

/** The reasons why an archive is not unpacked, one sentence each. */
export const REFUSALS = {
  damaged: () => ({
    en: 'it is damaged or cut short. Copy or build it again.',
    ko: '손상됐거나 잘렸어요. 다시 복사하거나 빌드해 주세요.',
  }),
  tooLarge: () => ({
    en: 'it unpacks to more than 400 MB or 20,000 files. Keep images, sound and video out of it.',
    ko: '풀면 400 MB나 파일 20,000개가 넘어요. 이미지와 소리와 영상은 밖에 두세요.',
  }),
  trailing: () => ({
    en: 'it goes on behind its end. Copy or build it again.',
    ko: '끝난 뒤에 다른 내용이 더 붙어 있어요. 다시 복사하거나 빌드해 주세요.',
  }),
  stray: () => ({
    en: 'it holds bytes that belong to no file. Build it again.',
    ko: '어느 파일에도 속하지 않는 내용이 들어 있어요. 다시 빌드해 주세요.',
  }),
  oddName: (name) => ({
    en: `${shown(name)} is no name of a file in a bundle. Rename it, and build it again.`,
    ko: `${shown(name)}은(는) 번들에 넣을 수 없는 파일 이름이에요. 이름을 바꾸고 다시 빌드해 주세요.`,
  }),
  twice: (name) => ({
    en: `it holds two files called ${shown(name)}, and nobody knows which one counts. Build it again.`,
    ko: `${shown(name)} 파일이 두 개라 어느 것이 맞는지 알 수 없어요. 다시 빌드해 주세요.`,
  }),
  encrypted: () => ({
    en: 'a file in it is encrypted. Build it without a password.',
    ko: '암호화된 파일이 들어 있어요. 암호 없이 만들어 주세요.',
  }),
  overlapping: (name) => ({
    en: `${shown(name)} lies over another part of it. Build it again.`,
    ko: `${shown(name)} 파일이 다른 부분과 겹쳐 있어요. 다시 빌드해 주세요.`,
  }),
  contradictory: (name) => ({
    en: `${shown(name)} says something else of itself than the list of files does. Build it again.`,
    ko: `${shown(name)} 파일에 적힌 정보가 파일 목록과 달라요. 다시 빌드해 주세요.`,
  }),
  otherSize: (name) => ({
    en: `${shown(name)} unpacks to more or less than it says. Build it again.`,
    ko: `${shown(name)} 파일을 풀면 적힌 크기와 달라요. 다시 빌드해 주세요.`,
  }),
  otherSum: (name) => ({
    en: `${shown(name)} was changed after it was packed: its checksum (CRC-32) is another one. Copy or build it again.`,
    ko: `${shown(name)} 파일이 압축한 뒤에 바뀌었어요. 체크섬(CRC-32)이 달라요. 다시 복사하거나 빌드해 주세요.`,
  }),
  otherMethod: (name) => ({
    en: `${shown(name)} is neither stored nor packed with deflate. Build it with a usual ZIP.`,
    ko: `${shown(name)} 파일의 압축 방식을 읽을 수 없어요. 일반 ZIP으로 다시 만들어 주세요.`,
  }),
} as const satisfies Record<string, (name: string) => LocalizedText>;

/** Creates the error for one of the reasons. */
export function refusedArchive({ en, ko }: LocalizedText, cause?: unknown): UnreadableBundleError {
  return new UnreadableBundleError(
    'ARCHIVE_UNREADABLE',
    { en: `Failed to read the archive: ${en}`, ko: `압축 파일을 읽지 못했어요. ${ko}` },
    cause === undefined ? {} : { cause },
  );
}

/** Names are foreign input, so control characters are escaped and long names are shortened. */
export function shown(name: string): string {
  return JSON.stringify(name.length > 120 ? `${name.slice(0, 119)}…` : name);
}
