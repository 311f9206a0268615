import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IAP_FUNCTIONS, PLATFORMS } from '../bridge/functions.js';
import { compareAppVersions } from './compare-app-versions.js';
import { isFunctionSupported } from './supported.js';
import { MINIMUM_APP_VERSIONS, type VersionedFeature } from './version-table.js';

const features = Object.keys(MINIMUM_APP_VERSIONS) as VersionedFeature[];
const toss = (platform: string, appVersion: string) => ({ environment: 'toss', platform, appVersion });

describe('the version table', () => {
  it('has a row for each function and for the two abilities inside one', () => {
    expect([...features].sort()).toEqual(
      [...IAP_FUNCTIONS, 'productGrant', 'subscriptionsInProductList'].sort(),
    );
  });
});

describe('isFunctionSupported', () => {
  for (const platform of PLATFORMS) {
    it.each(features)(`starts to offer %s on ${platform} at the minimum version`, (feature) => {
      const minimum = MINIMUM_APP_VERSIONS[feature][platform];
      expect(isFunctionSupported(toss(platform, minimum), feature)).toBe(true);
      expect(isFunctionSupported(toss(platform, `${minimum}-beta`), feature)).toBe(false);
      expect(isFunctionSupported(toss(platform, '5.218.9'), feature)).toBe(false);
      expect(isFunctionSupported(toss(platform, '6.0.0'), feature)).toBe(true);
    });
  }

  it('offers the product grant by the version of each platform', () => {
    expect(isFunctionSupported(toss('android', '5.231.0'), 'productGrant')).toBe(false);
    expect(isFunctionSupported(toss('ios', '5.231.0'), 'productGrant')).toBe(true);
  });

  it('offers everything in the sandbox app, whatever its version', () => {
    for (const appVersion of ['1.0.0', '', 'unknown']) {
      const app = { environment: 'sandbox', platform: 'android', appVersion };
      expect(features.every((feature) => isFunctionSupported(app, feature))).toBe(true);
    }
  });

  it('supports nothing when no version can be read', () => {
    for (const appVersion of ['', 'unknown', '5.x', '.5', ' 5.300.0', undefined as unknown as string]) {
      expect(features.some((feature) => isFunctionSupported(toss('ios', appVersion), feature))).toBe(false);
    }
  });

  it('goes by the numbers of a version that ends oddly', () => {
    for (const end of [' ', '\n', '_dev', ' (300)', '.x', '.1.2.3', '+', ' rc']) {
      expect(isFunctionSupported(toss('ios', `5.230.0${end}`), 'productGrant')).toBe(true);
      expect(isFunctionSupported(toss('ios', `5.229.9${end}`), 'productGrant')).toBe(false);
    }
    expect(isFunctionSupported(toss('ios', '5.230.0-'), 'productGrant')).toBe(false);
  });

  it('agrees with the order of versions, whatever the well-formed version of the app', () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 300 }).map(String), { minLength: 1, maxLength: 4 });
    const end = fc.constantFrom('', '', '-beta', '-rc.1', '+7', '+7-a');
    fc.assert(
      fc.property(
        numbers,
        end,
        fc.constantFrom(...features),
        fc.constantFrom(...PLATFORMS),
        (parts, tail, ...where) => {
          const [feature, platform] = where;
          const appVersion = `${parts.join('.')}${tail}`.replace(/^\d+/, '5');
          const order = compareAppVersions(appVersion, MINIMUM_APP_VERSIONS[feature][platform]);
          fc.pre(order !== undefined);
          expect(isFunctionSupported(toss(platform, appVersion), feature)).toBe(order >= 0);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('treats an unknown platform as android, as the official SDK does', () => {
    expect(isFunctionSupported(toss('web', '5.231.0'), 'productGrant')).toBe(false);
    expect(isFunctionSupported(toss('web', '5.231.1'), 'productGrant')).toBe(true);
  });
});
