import { describe, expect, it } from 'vitest';
import { InvalidAppNameError } from './invalid-app-name-error.js';
import { miniAppOrigins } from './mini-app-origins.js';

describe('miniAppOrigins', () => {
  it('lists the live and the QR test origin of SDK 2.x and of SDK 3.x', () => {
    expect(miniAppOrigins('my-app')).toEqual([
      'https://my-app.apps.tossmini.com',
      'https://my-app.private-apps.tossmini.com',
      'https://my-app.web.tossmini.com',
      'https://my-app.private-web.tossmini.com',
    ]);
  });

  it.each(['a', '1', 'a1-b2', 'x'.repeat(63)])('accepts the name %s', (appName) => {
    expect(miniAppOrigins(appName)).toHaveLength(4);
  });

  it.each([
    '',
    ' ',
    'My-App',
    '-a',
    'a-',
    'a.b',
    'a/b',
    'a@evil.com',
    'evil.com/#',
    'a:1',
    'a_b',
    'a b',
    'a\n',
    '앱',
    '*',
    'x'.repeat(64),
    undefined as unknown as string,
    ['a'] as unknown as string,
  ])('refuses the name %j, which could lead to the origin of another site', (appName) => {
    expect(() => miniAppOrigins(appName)).toThrow(InvalidAppNameError);
  });
});
