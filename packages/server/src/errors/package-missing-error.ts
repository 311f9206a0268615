import { IapServerError } from './iap-server-error.js';

/**
 * A part was used whose package is not installed: `pg` for a connection string, `rate-limiter-flexible` for a budget that several
 * machines share. They are optional, so that nobody installs what they do not use. Nothing was asked and nothing was written.
 */
export class PackageMissingError extends IapServerError {
  readonly name = 'PackageMissingError';
  declare readonly code: 'PACKAGE_MISSING';
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

  protected override details(): Record<string, unknown> {
    return { packageName: this.packageName };
  }
}

/** Codes of Node for a module that is not there, imported and required. */
const NOT_FOUND = ['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'];

/**
 * Loads an optional package when it is needed.
 *
 * @param action - what it is needed for, after "Failed to"
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

/** Whether it is this package that is missing, and not one that it needs itself. */
function isMissing(packageName: string, error: unknown): boolean {
  const { code, message } = (error ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  return NOT_FOUND.includes(String(code)) && String(message).includes(`'${packageName}'`);
}

/**
 * Goes behind the `import()` of an optional package: a bundler for Workers then takes its absence for something that is handled, and
 * builds without it.
 */
export function passOn(cause: unknown): never {
  throw cause;
}
