import { createHash } from 'node:crypto';
import type { LocalizedText } from '@ait-iap/protocol';
import type { BundleStore } from '../../bundles/bundle-store.js';
import { type ExaminedBundle, examineBundle } from '../../bundles/examined-bundle.js';
import { UnreadableBundleError } from '../../bundles/unreadable-bundle-error.js';
import {
  completeUpload,
  miniAppVersions,
  type UploadStart,
  uploadBundle,
} from '../../partner-console/mini-app-versions.js';
import type { BundleFacts, MiniAppVersion } from '../../world/mini-app-version.js';
import type { World } from '../../world/world.js';

/** How many bundles stay unpacked in memory, because a page requests many files of one bundle. */
const MOST_OPEN = 3;

/** Stores files of bundles in a world, and returns them. */
export class ReleaseDesk {
  readonly world: World;
  readonly #bundles: BundleStore;
  readonly #open = new Map<string, Promise<ExaminedBundle | undefined>>();

  constructor(world: World, bundles: BundleStore) {
    this.world = world;
    this.#bundles = bundles;
  }

  /**
   * Uploads a file that was not announced. @throws SandboxError if it is not a bundle; ConsoleRuleError if it breaks a
   * rule
   */
  async upload(
    content: Uint8Array,
    options: Pick<UploadStart, 'memo' | 'version'>,
    by: string,
  ): Promise<MiniAppVersion> {
    const { facts, damage } = await examineBundle(content);
    await this.#bundles.put(facts.sha256, content);
    return uploadBundle(this.world, facts, damage, options, by);
  }

  /**
   * Uploads the file of an announced version. If it is not a bundle, its build fails, as on the platform.
   * @throws SandboxError `READER_MISSING`; ConsoleRuleError if it was not announced
   */
  async complete(version: MiniAppVersion, content: Uint8Array, by: string): Promise<MiniAppVersion> {
    const { facts, damage } = await this.#read(version, content);
    await this.#bundles.put(facts.sha256, content);
    return completeUpload(this.world, version.version, facts, damage, by);
  }

  /** The files of a version. `undefined` if its bundle is not on this machine, as after an import. */
  open({ sha256 }: BundleFacts): Promise<ExaminedBundle | undefined> {
    const opened = this.#open.get(sha256) ?? this.#load(sha256);
    this.#open.delete(sha256);
    this.#open.set(sha256, opened);
    const [oldest] = this.#open.keys();
    if (this.#open.size > MOST_OPEN && oldest !== undefined) this.#open.delete(oldest);
    return opened;
  }

  /** Deletes the files that no version uses any more. Call it at the start, when no upload is running. */
  tidy(): Promise<void> {
    const used = miniAppVersions(this.world).flatMap(({ bundle }) => bundle?.sha256 ?? []);
    return this.#bundles.keepOnly(new Set(used));
  }

  async #load(sha256: string): Promise<ExaminedBundle | undefined> {
    try {
      const content = await this.#bundles.get(sha256);
      return content && (await examineBundle(content));
    } catch (error) {
      this.#open.delete(sha256);
      throw error;
    }
  }

  async #read({ deploymentId }: MiniAppVersion, content: Uint8Array) {
    try {
      return await examineBundle(content);
    } catch (error) {
      if (!(error instanceof UnreadableBundleError)) throw error;
      return unreadable(this.world.settings().appName, deploymentId, content, error.text);
    }
  }
}

/** The facts about a file that cannot be read. */
function unreadable(
  appName: string,
  deploymentId: string,
  content: Uint8Array,
  why: LocalizedText,
): Pick<ExaminedBundle, 'facts' | 'damage'> {
  const { length } = content;
  const nothing = { unpackedBytes: 0, ownBytes: 0, files: 0 } as const;
  const facts: BundleFacts = {
    ...{ sha256: createHash('sha256').update(content).digest('hex'), appName, deploymentId },
    ...{ form: 'ait', platform: 'web', packedBytes: length, ...nothing },
  };
  return { facts, damage: [why] };
}
