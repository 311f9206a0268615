import { type Bundle, isOfPlatform, isSourceMap, ownFiles } from '../bundle/bundle.js';
import { bytes } from '../text/amounts.js';
import { type Finding, SOURCES } from './finding.js';
import type { Rule } from './rule.js';

/** The platform's limit of the unpacked size, in bytes. */
export const SIZE_LIMIT = 100_000_000;

/** The size of media above which it belongs on a CDN, in bytes. */
const MEDIA_LIMIT = 2_000_000;
const MEDIA = /\.(png|jpe?g|gif|webp|avif|bmp|mp3|m4a|ogg|wav|mp4|webm|mov|m4v|glb|gltf)$/i;

/** How the unpacked size of a bundle is composed, in bytes. */
export interface SizeReport {
  /** The React Native shell that the build adds to a web mini-app. */
  readonly platform: number;
  /** The source maps of that shell. */
  readonly platformMaps: number;
  /** The mini-app's own files. */
  readonly own: number;
  /** All files together, in bytes. */
  readonly total: number;
  /** The rest of the 100 MB. Negative if the bundle is too large. */
  readonly left: number;
  /** The ten largest own files of the mini-app. */
  readonly largest: readonly { readonly file: string; readonly size: number }[];
}

/** Adds up the unpacked size of a bundle, in bytes. */
export function sizeOf(bundle: Bundle): SizeReport {
  const sum = (wanted: (path: string) => boolean) =>
    [...bundle.files].reduce((total, [path, content]) => total + (wanted(path) ? content.length : 0), 0);
  const platformMaps = sum((path) => isOfPlatform(bundle, path) && isSourceMap(path));
  const platform = sum((path) => isOfPlatform(bundle, path) && !isSourceMap(path));
  const total = sum(() => true);
  return {
    platform,
    platformMaps,
    own: total - platform - platformMaps,
    total,
    left: SIZE_LIMIT - total,
    largest: ownFiles(bundle)
      .map(([file, content]) => ({ file, size: content.length }))
      .sort((one, other) => other.size - one.size)
      .slice(0, 10),
  };
}

/** Checks the limit of 100 MB unpacked, and the size of media. */
export const size: Rule = ({ bundle }) => [...tooLarge(bundle), ...mediaInside(bundle)];

function tooLarge(bundle: Bundle): readonly Finding[] {
  const { total, own } = sizeOf(bundle);
  if (total <= SIZE_LIMIT) return [];
  return [
    {
      rule: 'too-large',
      weight: 'refused',
      text: {
        en: `The bundle unpacks to ${bytes(total)}, of which ${bytes(own)} are your own; ${bytes(SIZE_LIMIT)} are allowed.`,
        ko: `번들을 풀면 ${bytes(total)}이고 그중 ${bytes(own)}이 직접 넣은 거예요. ${bytes(SIZE_LIMIT)}까지 허용돼요.`,
      },
      fix: {
        en: 'Move images, sound and video to a CDN, and load them when they are needed.',
        ko: '이미지와 소리와 영상을 CDN으로 옮기고 필요할 때 불러오세요.',
      },
      source: SOURCES.release,
    },
  ];
}

function mediaInside(bundle: Bundle): readonly Finding[] {
  const media = ownFiles(bundle).filter(([path]) => MEDIA.test(path));
  const total = media.reduce((sum, [, content]) => sum + content.length, 0);
  if (total <= MEDIA_LIMIT) return [];
  return [
    {
      rule: 'media-in-bundle',
      weight: 'warning',
      text: {
        en: `${media.length} images, sounds and videos take ${bytes(total)} of the bundle.`,
        ko: `이미지와 소리와 영상 ${media.length}개가 번들에서 ${bytes(total)}를 차지해요.`,
      },
      fix: {
        en: 'Put into the bundle only what the first screen needs; load the rest from a CDN.',
        ko: '첫 화면에 필요한 것만 번들에 넣고 나머지는 CDN에서 불러오세요.',
      },
      source: SOURCES.release,
    },
  ];
}
