import type { Deed } from '../actions/act.js';
import type { MiniAppVersion } from '../api/version.js';
import { m } from '../paraglide/messages.js';

/** Who sits at the console. */
export type Role = 'CHIEF_ADMINISTRATOR' | 'ADMINISTRATOR' | 'MEMBER';

/** Only the chief administrator may. */
export const signDeed = (by: Role): Deed => ({
  label: m.sign(),
  call: { method: 'POST', path: '/account/contract', body: { by } },
  done: m.signed_done(),
});

/** Takes up to three business days. */
export const submitKycDeed = (): Deed => ({
  label: m.kyc_submit(),
  call: { method: 'POST', path: '/account/kyc' },
  done: m.kyc_submitted(),
});

/** Before the days are over. */
export const decideKycDeed = (decision: 'APPROVED' | 'REJECTED', reason?: string): Deed => ({
  label: decision === 'APPROVED' ? m.kyc_approve() : m.kyc_reject(),
  call: { method: 'POST', path: '/account/kyc-decision', body: { decision, ...(reason && { reason }) } },
  done: decision === 'APPROVED' ? m.kyc_approved_done() : m.kyc_rejected_done(),
});

const at = ({ version }: Pick<MiniAppVersion, 'version'>, what: string) =>
  `/versions/${encodeURIComponent(version)}/${what}`;

/** The next step of a version on its way to the users. */
export function nextVersionDeed(version: MiniAppVersion): Deed | undefined {
  const step = (label: string, what: string, body?: object): Deed => ({
    label,
    call: { method: 'POST', path: at(version, what), ...(body && { body }) },
    done: m.version_done({ version: version.version, step: label }),
  });
  if (version.state === 'UPLOADED')
    return version.tested ? step(m.version_review(), 'review') : step(m.version_test(), 'test');
  if (version.state === 'IN_REVIEW') return step(m.desk_approve(), 'decision', { decision: 'APPROVED' });
  return version.state === 'APPROVED' ? step(m.version_release(), 'release') : undefined;
}
