/** Where the bytes of bundles are kept, beside the log of the world: each under the sha256 of its file. */
export interface BundleStore {
  /** Keeps a file. When it resolves, the file is whole; one that is there already stays as it is. */
  put(sha256: string, content: Uint8Array): Promise<void>;
  /** The file, byte by byte as it was put; `undefined` if it is not here. */
  get(sha256: string): Promise<Uint8Array | undefined>;
  /** Forgets every other file. */
  keepOnly(wanted: ReadonlySet<string>): Promise<void>;
}

/** Keeps bundles as long as the process lives. */
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
