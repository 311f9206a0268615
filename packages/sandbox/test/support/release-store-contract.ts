import { describe, expect, it } from 'vitest';
import { createSandbox } from '../../src/sandbox/create-sandbox.js';
import type { WorldStore } from '../../src/world/world-store.js';
import { bundleFacts } from './bundles.js';
import { releaseBundle } from './release-bundle.js';

/** What every store keeps of the mini-app's versions, beside `worldStoreContract`. */
export function releaseStoreContract(name: string, createStore: () => WorldStore): void {
  describe(`${name}: versions of the mini-app in a world store`, () => {
    it('keeps bundle, history, reviews and the live version, and the same follows from the log elsewhere', async () => {
      const store = createStore();
      const sandbox = createSandbox({ store });
      const { versions } = sandbox.console;
      await releaseBundle(sandbox, '1.0.0');
      await releaseBundle(sandbox, '1.0.1');
      versions.release('1.0.0', 'minji');
      const bundle = bundleFacts({ unpackedBytes: 30_000_000 });
      const { version } = versions.upload(bundle, { memo: '새 상품' }, 'deploy-key ci');
      await sandbox.clock.advance('4 s');
      versions.test(version);
      versions.requestReview(version);

      const elsewhere = createSandbox();
      elsewhere.import(sandbox.export());
      for (const { console, world } of [sandbox, elsewhere]) {
        expect(console.versions.live()).toMatchObject({ version: '1.0.0', by: 'minji' });
        expect(console.versions.list().at(-1)).toMatchObject({
          version,
          bundle,
          memo: '새 상품',
          state: 'IN_REVIEW',
        });
        expect(world.store.nextDue()).toEqual({
          key: `release:${version}`,
          at: console.versions.list().at(-1)?.reviewUntil,
        });
      }
      expect(elsewhere.console.versions.list()).toEqual(versions.list());
      store.close();
    });

    it('goes back to before a release, with the version that was live then', async () => {
      const store = createStore();
      const sandbox = createSandbox({ store });
      await releaseBundle(sandbox, '1.0.0');
      const event = store.lastSeq();
      await releaseBundle(sandbox, '1.0.1');
      sandbox.undo(event);
      expect(sandbox.console.versions.live()?.version).toBe('1.0.0');
      expect(sandbox.console.versions.list().map(({ version }) => version)).toEqual(['1.0.0']);
      store.close();
    });
  });
}
