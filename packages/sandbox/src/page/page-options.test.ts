import { expect, test } from 'vitest';
import { readPageOptions } from './page-options.js';

test('a script tag without attributes means a default user, who decides on each payment, in an Android sandbox app', () => {
  expect(readPageOptions({})).toMatchObject({
    device: { userKey: 'sandbox-user', environment: 'sandbox', platform: 'android' },
    payment: 'ask',
    complaints: [],
  });
});

test('a script tag with only a user key means the environment "sandbox"', () => {
  expect(readPageOptions({ userKey: '443731104' }).device).toMatchObject({
    userKey: '443731104',
    environment: 'sandbox',
  });
});

test('every attribute of the script tag is read', () => {
  const attributes = {
    userKey: 'u',
    payment: 'approve',
    environment: 'toss',
    platform: 'ios',
    appVersion: '5.218.0',
    deviceId: 'tablet',
    miniAppVersion: '1.2',
    deploymentId: '019bfa90-ad4c-799f-b227-b4159e6867f7',
    screens: 'on',
    pageWhilePaying: 'visible',
    badge: 'on',
  };
  const { payment, pageWhilePaying, screens: _, badge: __, ...device } = attributes;
  expect(readPageOptions(attributes)).toEqual({
    ...{ device, payment, pageWhilePaying },
    drawn: true,
    hasPanel: true,
    complaints: [],
  });
});

test('the pages of the Toss app are drawn when a person decides, unless the tag says otherwise', () => {
  const drawn = (attributes: Record<string, string>) => readPageOptions(attributes).drawn;
  expect([drawn({}), drawn({ payment: 'approve' }), drawn({ payment: 'cancel' })]).toEqual([
    true,
    false,
    false,
  ]);
  expect([drawn({ screens: 'off' }), drawn({ payment: 'approve', screens: 'on' })]).toEqual([false, true]);
});

test('an unknown value of an attribute is named in a warning, and the default is used', () => {
  const options = readPageOptions({ platform: 'windows', payment: 'yes', appVersion: 'newest' });
  expect(options).toMatchObject({ payment: 'ask', device: { platform: 'android' } });
  expect(options.complaints).toEqual([
    'data-platform="windows" is not known; use android or ios. (쓸 수 없는 값이라 기본값을 써요.)',
    'data-app-version="newest" is not known; use digits and dots, such as 5.230.0. (쓸 수 없는 값이라 기본값을 써요.)',
    'data-payment="yes" is not known; use ask or approve or cancel. (쓸 수 없는 값이라 기본값을 써요.)',
  ]);
});
