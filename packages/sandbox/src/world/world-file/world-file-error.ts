import { SandboxError } from '../../errors/sandbox-error.js';

/** Why the file of a world cannot be used. */
export type WorldFileErrorCode =
  | 'WORLD_FILE_IN_USE'
  | 'WORLD_FILE_NEWER'
  | 'WORLD_FILE_FOREIGN'
  | 'WORLD_FILE_UNREADABLE';

/**
 * Thrown when the file of a world cannot be opened: another sandbox uses it, it is not a world, or it cannot be read.
 * The file has not changed.
 */
export class WorldFileError extends SandboxError {
  /** Stays the same when a bundler renames the class. */
  override readonly name = 'WorldFileError';
  /** Why the file cannot be opened, for programs. */
  declare readonly code: WorldFileErrorCode;
  /** The path of the file. */
  readonly path: string;

  constructor(code: WorldFileErrorCode, path: string, message: string, options?: ErrorOptions) {
    super(code, message, options);
    this.path = path;
  }
}
