import { isIapServerError } from '../../errors/iap-server-error.js';

/** What the doctor checks. */
export type CheckName = 'certificate' | 'partner-api' | 'clock' | 'database' | 'reconciliation' | 'cors';

/** The result of one check. */
export interface DoctorFinding {
  readonly check: CheckName;
  /** `warning`: it works today. `skipped`: it was not checked, and `says` tells what to pass. */
  readonly state: 'ok' | 'warning' | 'failed' | 'skipped';
  readonly says: string;
  /** What to do about it. */
  readonly todo?: string | undefined;
}

/** Makes a finding from an error. The errors of this package already say what to do. */
export function findingOf(check: CheckName, error: unknown, todo: string): DoctorFinding {
  if (isIapServerError(error)) return { check, state: 'failed', says: error.message };
  const code = (error as { readonly code?: unknown } | null)?.code;
  return {
    check,
    state: 'failed',
    says: typeof code === 'string' ? `it failed with ${code}` : 'it failed',
    todo,
  };
}
