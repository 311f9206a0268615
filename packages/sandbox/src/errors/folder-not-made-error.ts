import { SandboxError } from './sandbox-error.js';

/** Thrown for a folder that does not exist and cannot be made. Nothing was started. */
export class FolderNotMadeError extends SandboxError {
  /** Stays the same when a bundler renames the class. The `code` is 'FOLDER_NOT_MADE'. */
  override readonly name = 'FolderNotMadeError';

  constructor(
    /** The folder that was asked for. */
    readonly folder: string,
    why: string,
    options?: ErrorOptions,
  ) {
    super(
      'FOLDER_NOT_MADE',
      `Failed to make the folder ${JSON.stringify(folder)}: ${why}. Choose another folder, or check its rights.`,
      options,
    );
  }
}
