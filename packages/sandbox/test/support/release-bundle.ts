import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { bundleFacts } from './bundles.js';

/** Takes a new bundle all the way to the users; the clock goes on by the seconds of its build. */
export async function releaseBundle(sandbox: Sandbox, version: string): Promise<void> {
  const { versions } = sandbox.console;
  versions.upload(bundleFacts({ deploymentId: `build-of-${version.replaceAll('.', '-')}` }), { version });
  await sandbox.clock.advance(sandbox.world.settings().buildSeconds * 1_000);
  versions.test(version);
  versions.requestReview(version);
  versions.decide(version, 'APPROVED');
  versions.release(version);
}
