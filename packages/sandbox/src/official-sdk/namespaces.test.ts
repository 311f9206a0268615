import { describe, expect, it } from 'vitest';
import type { HostOptions } from '../host/host.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import { createFlatFunctions } from './flat-functions.js';
import { createNamespaces } from './namespaces.js';

function start(device: Partial<HostOptions> = {}) {
  const bridge = createSandbox().bridge({ userKey: 'user-1', ...device });
  return createNamespaces(() => bridge);
}

describe('the namespaces of SDK 3.x', () => {
  it('say where the page runs, as plain properties', () => {
    const { Environment, Device } = start({ platform: 'ios', environment: 'toss', appVersion: '5.240.0' });
    expect({ ...Environment }).toEqual({
      environment: 'toss',
      tossAppVersion: '5.240.0',
      deviceId: 'device-1',
      deploymentId: 'sandbox',
    });
    expect(start({ deploymentId: 'of-a-bundle' }).Environment.deploymentId).toBe('of-a-bundle');
    expect(Device.os).toBe('ios');
  });

  it('give a user a hash of 64 characters, the same each time and another for each user', async () => {
    const key = await start().User.getAnonymousKey();
    expect(key).toEqual({ type: 'HASH', hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await start({ deviceId: 'tablet' }).User.getAnonymousKey()).toEqual(key);
    expect(await start({ userKey: 'user-2' }).User.getAnonymousKey()).not.toEqual(key);
  });

  it('say since which version there is such a hash', () => {
    const { User } = start({ environment: 'toss', appVersion: '5.231.9' });
    expect([User.getAnonymousKey.isSupported(), start().User.getAnonymousKey.isSupported()]).toEqual([
      false,
      true,
    ]);
    expect(User.getAnonymousKey.MIN_TOSS_APP_VERSION.android).toBe('5.232.0');
  });

  it('keep what a page stores on its device', async () => {
    const { Storage } = start();
    await Storage.setItem('seen', 'yes');
    expect(await Storage.getItem('seen')).toBe('yes');
    await Storage.removeItem('seen');
    expect(await Storage.getItem('seen')).toBeNull();
    await Storage.setItem('seen', 'yes');
    await Storage.clearItems();
    expect(await Storage.getItem('seen')).toBeNull();
  });

  it('log in, and say the same through the flat functions of older lines', async () => {
    const namespaces = start();
    const login = await namespaces.TossAuth.login();
    expect(login).toEqual({ authorizationCode: expect.stringMatching(/^sandbox-/), referrer: 'SANDBOX' });
    const flat = createFlatFunctions(namespaces);
    expect([flat.getOperationalEnvironment(), flat.getPlatformOS(), flat.getDeviceId()]).toEqual([
      ...['sandbox', 'android', 'device-1'],
    ]);
    expect(await flat.appLogin()).toEqual(login);
    expect((await flat.getAnonymousKey()).type).toBe('HASH');
  });
});
