/** Stores the bytes of bundles, beside the log of the world, under the sha256 of each file. */
export interface BundleStore {
  /** Stores a file. When it resolves, the file is complete. An existing file stays as it is. */
  put(sha256: string, content: Uint8Array): Promise<void>;
  /** The same bytes as they were stored. `undefined` if the file is not here. */
  get(sha256: string): Promise<Uint8Array | undefined>;
  /** Deletes all other files. */
  keepOnly(wanted: ReadonlySet<string>): Promise<void>;
}

/** Keeps bundles in memory. */
export function memoryBundles(): BundleStore {
  const files = new Map<string, Uint8Array>();
  return {
    async put(sha256, content) {
      files.set(sha256, content.slice());
    },
    get: async (sha256) => files.get(sha256),
    async keepOnly(wanted) {
      for (const sha256 of files.keys()) if (!wanted.has(sha256)) files.delete(sha256);
    },
  };
}
