import { unzipSync } from 'fflate';
import { BundleError } from './bundle-error.js';

/** More than any bundle may have, and little enough for a machine: what unpacks to more is not unpacked further. */
const LARGEST = 400_000_000;

/** Every file of a ZIP by its path. @throws {BundleError} if the ZIP is damaged, or unpacks to more than 400 MB */
export function unpack(zip: Uint8Array): ReadonlyMap<string, Uint8Array> {
  let total = 0;
  try {
    const files = unzipSync(zip, {
      filter: ({ originalSize }) => {
        total += originalSize;
        if (total > LARGEST) throw tooLargeToUnpack();
        return true;
      },
    });
    return new Map(Object.entries(files).filter(([path]) => !path.endsWith('/')));
  } catch (error) {
    if (error instanceof BundleError) throw error;
    throw new BundleError(
      'ARCHIVE_UNREADABLE',
      {
        en: 'Failed to read the bundle: the archive in it is damaged or cut short. Copy or build it again.',
        ko: '번들을 읽지 못했어요. 안의 압축 파일이 손상됐거나 잘렸어요. 다시 복사하거나 빌드해 주세요.',
      },
      { cause: error },
    );
  }
}

const tooLargeToUnpack = () =>
  new BundleError('ARCHIVE_UNREADABLE', {
    en: 'Failed to read the bundle: it unpacks to more than 400 MB, and 100 MB are allowed. Keep images, sound and video out of it.',
    ko: '번들을 읽지 못했어요. 풀면 400 MB가 넘는데 100 MB까지 허용돼요. 이미지와 소리와 영상은 번들 밖에 두세요.',
  });
