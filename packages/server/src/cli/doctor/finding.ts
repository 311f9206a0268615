import { isIapServerError } from '../../errors/iap-server-error.js';

/** What the doctor looks at. */
export type CheckName = 'certificate' | 'partner-api' | 'clock' | 'database' | 'reconciliation' | 'cors';

/** What was found at one place. */
export interface DoctorFinding {
  readonly check: CheckName;
  /** `warning`: it works today. `skipped`: it was not looked at, and `says` tells what to pass. */
  readonly state: 'ok' | 'warning' | 'failed' | 'skipped';
  readonly says: string;
  /** What to do about it. */
  readonly todo?: string | undefined;
}

/** A finding for what was thrown: our own errors say by themselves what to do. */
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
