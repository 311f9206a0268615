import { IapServerError } from './iap-server-error.js';

/**
 * Thrown when a feature needs a package that is not installed: `pg` for a connection string, `rate-limiter-flexible`
 * for a rate budget that several machines share. These packages are optional, so that you install only what you use.
 * Nothing was asked and nothing was written.
 */
export class PackageMissingError extends IapServerError {
  /** Stays the same when a bundler renames the class. */
  readonly name = 'PackageMissingError';
  /** 'PACKAGE_MISSING': `packageName` has to be installed. */
  declare readonly code: 'PACKAGE_MISSING';
  /** False: it is needed for every call of this feature. */
  readonly retryable = false;
  /** The package to install. */
  readonly packageName: string;

  constructor(packageName: string, action: string, options: { readonly cause?: unknown } = {}) {
    super(
      'PACKAGE_MISSING',
      `Failed to ${action}: the package ${packageName} is not installed. Run: npm install ${packageName}`,
      options,
    );
    this.packageName = packageName;
  }

  /** Adds `packageName` to the JSON form. */
  protected override details(): Record<string, unknown> {
    return { packageName: this.packageName };
  }
}

/** Node's error codes for a missing module, with `import` and with `require`. */
const NOT_FOUND = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'];

/**
 * Loads an optional package when it is needed.
 *
 * @param action - what it is needed for, as it follows "Failed to"
 * @throws PackageMissingError if it is not installed
 */
export async function loadPackage<Module>(
  packageName: string,
  action: string,
  load: () => Promise<Module>,
): Promise<Module> {
  try {
    return await load();
  } catch (cause) {
    if (!isMissing(packageName, cause)) throw cause;
    throw new PackageMissingError(packageName, action, { cause });
  }
}

/** Whether this package is missing, and not one that it depends on. */
function isMissing(packageName: string, error: unknown): boolean {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  return NOT_FOUND.includes(String(code)) && String(message).includes(`'${packageName}'`);
}

/**
 * Use it as the `.catch` of the `import()` of an optional package. A bundler for Workers then sees that a missing
 * package is handled, and builds without it.
 */
export function passOn(cause: unknown): never {
  throw cause;
}
