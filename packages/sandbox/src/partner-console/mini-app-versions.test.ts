import { beforeEach, describe, expect, it } from 'vitest';
import { bundleFacts } from '../../test/support/bundles.js';
import { releaseBundle } from '../../test/support/release-bundle.js';
import { createSandbox } from '../sandbox/create-sandbox.js';
import type { Sandbox } from '../sandbox/sandbox.js';
import type { VersionConsole } from '../sandbox/store-console.js';
import type { BundleFacts } from '../world/mini-app-version.js';

let sandbox: Sandbox;
let versions: VersionConsole;
beforeEach(() => {
  sandbox = createSandbox();
  versions = sandbox.console.versions;
});

async function built(more: Partial<BundleFacts> = {}): Promise<string> {
  const { version } = versions.upload(bundleFacts(more));
  await sandbox.clock.advance('4 s');
  return version;
}

const read = (version: string) => versions.list().find((each) => each.version === version);

describe('a bundle', () => {
  it('takes some seconds to build, is first BUILDING, then PREPARE, and can then be opened', async () => {
    const { version } = versions.upload(bundleFacts());
    expect(read(version)?.state).toBe('BUILDING');
    expect(() => versions.test(version)).toThrow('It is BUILDING');
    await sandbox.clock.advance('2 s');
    expect(read(version)?.state).toBe('PREPARE');
    await sandbox.clock.advance('2 s');
    expect(read(version)?.state).toBe('UPLOADED');
    expect(versions.test(version).tested).toBe(true);
  });

  it('is ready at once when the world says that a build needs no time', () => {
    sandbox.console.changeSettings({ buildSeconds: 0 });
    expect(versions.upload(bundleFacts()).state).toBe('UPLOADED');
    expect(versions.upload(bundleFacts({ unpackedBytes: 200_000_000 })).state).toBe('BUILD_FAILED');
  });

  it('has the size of its file, and fails to build above 100 MB, saying why', async () => {
    const fits = await built({ unpackedBytes: 100_000_000 });
    expect(read(fits)).toMatchObject({ state: 'UPLOADED', bundle: { unpackedBytes: 100_000_000 } });
    const large = await built({ unpackedBytes: 100_100_000 });
    expect(read(large)).toMatchObject({
      state: 'BUILD_FAILED',
      problems: [{ en: 'It has 100.1 MB unpacked, and 100 are allowed. Put media onto a CDN.' }],
    });
  });

  it('of another mini-app is refused, and so is one that was uploaded before', async () => {
    expect(() => versions.upload(bundleFacts({ appName: 'other' }))).toThrow('--app-name');
    const bundle = bundleFacts();
    versions.upload(bundle);
    expect(() => versions.upload(bundle)).toThrow('It was uploaded as 1.0.0');
  });

  it('that failed to build can be uploaded again, and keeps its number and its history', async () => {
    const bundle = bundleFacts();
    const failed = await built({ ...bundle, unpackedBytes: 200_000_000 });
    const again = versions.upload(bundle);
    expect(again).toMatchObject({ version: failed, problems: [], state: 'BUILDING' });
    expect(again.history.map(({ step }) => step)).toEqual([
      ...['upload-started', 'uploaded', 'build-failed', 'upload-started', 'uploaded'],
    ]);
  });

  it('gets the next number, or a given higher one', () => {
    const numbers = [undefined, undefined, '2.0.0', undefined].map(
      (version) => versions.upload(bundleFacts(), { version }).version,
    );
    expect(numbers).toEqual(['1.0.0', '1.0.1', '2.0.0', '2.0.1']);
    expect(() => versions.upload(bundleFacts(), { version: '1.5.0' })).toThrow('above 2.0.1');
    expect(() => versions.upload(bundleFacts(), { version: 'new' })).toThrow('like 1.2.3');
  });
});

describe('a review', () => {
  it('needs a test first, and takes one version at a time', async () => {
    const [one, two] = [await built(), await built()];
    expect(() => versions.requestReview(one)).toThrow('Test it');
    versions.test(one);
    versions.test(two);
    versions.requestReview(one);
    expect(() => versions.requestReview(two)).toThrow('Another version');
    versions.withdraw(one);
    expect(versions.requestReview(two).state).toBe('IN_REVIEW');
  });

  it('does not start again for a withdrawn or rejected bundle: the next review needs a new bundle', async () => {
    const [withdrawn, rejected] = [await built(), await built()];
    for (const version of [withdrawn, rejected]) versions.test(version);
    versions.requestReview(withdrawn);
    versions.withdraw(withdrawn);
    versions.requestReview(rejected);
    expect(() => versions.decide(rejected, 'REJECTED')).toThrow('Give a reason');
    expect(versions.decide(rejected, 'REJECTED', '결제 화면이 없어요').reason).toBe('결제 화면이 없어요');
    for (const version of [withdrawn, rejected])
      expect(() => versions.requestReview(version)).toThrow('Upload a new bundle');
  });

  it('approves after three business days at the latest, and says so by mail', async () => {
    const version = await built();
    versions.test(version);
    const until = versions.requestReview(version).reviewUntil ?? 0;
    expect(() => versions.release(version)).toThrow('IN_REVIEW');
    await sandbox.clock.advance(until - sandbox.clock.now() - 1);
    expect(read(version)?.state).toBe('IN_REVIEW');
    await sandbox.clock.advance(1);
    expect(read(version)?.state).toBe('APPROVED');
    expect(sandbox.world.store.records('mail').map(({ value }) => value)).toMatchObject([
      { subject: `${version} 버전이 승인됐어요` },
    ]);
  });
});

describe('a release', () => {
  it('reaches all users at once, and so does going back to an earlier one; each says who and when', async () => {
    await releaseBundle(sandbox, '1.0.0');
    await releaseBundle(sandbox, '1.0.1');
    expect(versions.live()).toMatchObject({ version: '1.0.1', by: 'console' });
    await sandbox.clock.advance('1 h');
    versions.release('1.0.0', 'minji');
    expect(versions.live()).toEqual({ version: '1.0.0', since: sandbox.clock.now(), by: 'minji' });
    const history = read('1.0.0')?.history ?? [];
    expect(history.filter(({ step }) => step === 'released').map(({ by }) => by)).toEqual([
      'console',
      'minji',
    ]);
    expect(read('1.0.0')?.releasedAt).toBe(history.find(({ step }) => step === 'released')?.at);
    expect(() => versions.release('1.0.0')).toThrow('live already');
  });
});
