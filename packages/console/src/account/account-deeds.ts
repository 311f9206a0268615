import type { Deed } from '../actions/act.js';
import { m } from '../paraglide/messages.js';

/** The role of the person at the console. */
export type Role = 'CHIEF_ADMINISTRATOR' | 'ADMINISTRATOR' | 'MEMBER';

/** Signs the contract. Only the chief administrator may. */
export const signDeed = (by: Role): Deed => ({
  label: m.sign(),
  call: { method: 'POST', path: '/account/contract', body: { by } },
  done: m.signed_done(),
});

/** Submits the KYC, whose review takes up to three business days. */
export const submitKycDeed = (): Deed => ({
  label: m.kyc_submit(),
  call: { method: 'POST', path: '/account/kyc' },
  done: m.kyc_submitted(),
});

/** Decides the KYC before the end of its review. */
export const decideKycDeed = (decision: 'APPROVED' | 'REJECTED', reason?: string): Deed => ({
  label: decision === 'APPROVED' ? m.kyc_approve() : m.kyc_reject(),
  call: { method: 'POST', path: '/account/kyc-decision', body: { decision, ...(reason && { reason }) } },
  done: decision === 'APPROVED' ? m.kyc_approved_done() : m.kyc_rejected_done(),
});
