import type { LocalizedText } from '@ait-iap/protocol';
import type { BundleFacts } from '../world/mini-app-version.js';

/** The largest unpacked size of a bundle, in bytes: 100 MB (*source*). */
export const BUNDLE_MAX_BYTES = 100_000_000;

/** What the upload announced. */
type Announced = Pick<BundleFacts, 'appName' | 'deploymentId'>;

/** Why the platform does not accept a bundle with a valid file. */
export function bundleProblems(bundle: BundleFacts, announced: Announced): readonly LocalizedText[] {
  const problems: LocalizedText[] = [];
  if (bundle.unpackedBytes > BUNDLE_MAX_BYTES) {
    const size = megabytes(bundle.unpackedBytes);
    problems.push({
      en: `It has ${size} MB unpacked, and ${megabytes(BUNDLE_MAX_BYTES)} are allowed. Put media onto a CDN.`,
      ko: `압축을 풀면 ${size}MB예요. ${megabytes(BUNDLE_MAX_BYTES)}MB까지 올릴 수 있으니 미디어는 CDN에 두세요.`,
    });
  }
  if (bundle.appName !== announced.appName)
    problems.push({
      en: `It was built for ${bundle.appName}, and uploaded to ${announced.appName}.`,
      ko: `${bundle.appName} 앱의 번들을 ${announced.appName} 앱에 올렸어요.`,
    });
  if (bundle.deploymentId !== announced.deploymentId)
    problems.push({
      en: 'The id in the file is not the one that was announced. Upload what you announced.',
      ko: '파일의 deploymentId가 알려 준 값과 달라요. 같은 파일을 올려 주세요.',
    });
  return problems;
}

function megabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1).replace(/\.0$/, '');
}
