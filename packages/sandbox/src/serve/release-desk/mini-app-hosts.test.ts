import { describe, expect, it } from 'vitest';
import { localTwin, miniAppHost } from './mini-app-hosts.js';

describe('the local twin of a link', () => {
  it.each([
    [
      'intoss-private://gem-shop?_deploymentId=019b',
      'http://gem-shop.private-apps.localhost:4600/?_deploymentId=019b',
    ],
    [
      'intoss-private://gem-shop/orders/1?_deploymentId=019b&x=1',
      'http://gem-shop.private-apps.localhost:4600/orders/1?_deploymentId=019b&x=1',
    ],
    ['intoss://gem-shop', 'http://gem-shop.apps.localhost:4600/'],
    ['https://gem-shop.apps.tossmini.com', undefined],
    ['gem-shop', undefined],
  ])('%s is %s', (link, twin) => {
    expect(localTwin(link, 4600)).toBe(twin);
  });
});

describe('a host name', () => {
  it.each([
    ['gem-shop.apps.localhost:4600', { appName: 'gem-shop', line: 'live' }],
    ['Gem-Shop.Private-Apps.Localhost', { appName: 'gem-shop', line: 'test' }],
    ['localhost:4600', undefined],
    ['apps.localhost', undefined],
    ['gem-shop.apps.localhost.evil.com', undefined],
    ['a.b.apps.localhost', undefined],
    [undefined, undefined],
  ])('%s belongs to %o', (host, expected) => {
    expect(miniAppHost(host)).toEqual(expected);
  });
});
