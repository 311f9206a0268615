import { addBusinessDays } from '../clock/business-days.js';
import { consoleRule } from '../errors/console-rule-error.js';
import type { World } from '../world/world.js';

/** The record kind of the account. Its due is the end of the KYC review. */
const KIND = 'partner-account';
const ID = 'account';

/** KYC takes up to three business days (*source*). */
export const KYC_BUSINESS_DAYS = 3;

/** The state of contract and KYC, which a partner needs before registering a product. */
export interface PartnerAccount {
  /** Whether the contract is signed. */
  readonly contract: 'NONE' | 'SIGNED';
  /** How far the KYC is. */
  readonly kyc: 'NONE' | 'IN_REVIEW' | 'APPROVED' | 'REJECTED';
  /** Why the KYC was rejected. */
  readonly kycReason?: string;
}

const NEW_ACCOUNT: PartnerAccount = { contract: 'NONE', kyc: 'NONE' };

/** Returns the current account. */
export function partnerAccount(world: World): PartnerAccount {
  return (world.store.record(KIND, ID) as PartnerAccount | undefined) ?? NEW_ACCOUNT;
}

/**
 * Signs the in-app purchase contract.
 * @throws ConsoleRuleError for anybody but the chief administrator (*source*).
 */
export function signContract(
  world: World,
  by: 'CHIEF_ADMINISTRATOR' | 'ADMINISTRATOR' | 'MEMBER',
): PartnerAccount {
  if (by !== 'CHIEF_ADMINISTRATOR') {
    throw consoleRule(
      'sign the contract',
      'by',
      'Let the chief administrator sign.',
      '대표 관리자만 계약할 수 있어요.',
    );
  }
  return save(world, { ...partnerAccount(world), contract: 'SIGNED' });
}

/** Submits the KYC documents, also again after a rejection. @throws ConsoleRuleError without a contract, or twice. */
export function submitKyc(world: World): PartnerAccount {
  const { contract, kyc } = partnerAccount(world);
  if (contract === 'NONE')
    throw consoleRule('submit the KYC', 'contract', 'Sign the contract first.', '먼저 계약해 주세요.');
  if (kyc === 'IN_REVIEW' || kyc === 'APPROVED') {
    throw consoleRule('submit the KYC', 'kyc', `It is ${kyc} already.`, '이미 제출했어요.');
  }
  const due = addBusinessDays(world.clock.now(), KYC_BUSINESS_DAYS, world.settings().holidays);
  return save(world, { contract, kyc: 'IN_REVIEW' }, due);
}

/**
 * Decides the KYC before the end of its review. @throws ConsoleRuleError if none is in review, or a rejection has no
 * reason.
 */
export function decideKyc(world: World, decision: 'APPROVED' | 'REJECTED', reason = ''): PartnerAccount {
  const { contract, kyc } = partnerAccount(world);
  if (kyc !== 'IN_REVIEW')
    throw consoleRule('decide the KYC', 'kyc', 'None is in review.', '심사 중이 아니에요.');
  if (decision === 'REJECTED' && reason === '') {
    throw consoleRule('reject the KYC', 'reason', 'Give a reason.', '반려 사유를 입력해 주세요.');
  }
  return save(
    world,
    { contract, kyc: decision, ...(decision === 'REJECTED' && { kycReason: reason }) },
    null,
  );
}

/** Approves a KYC whose review time is over. */
export function keepPartnerAccount(world: World): void {
  world.onDue(KIND, () => void decideKyc(world, 'APPROVED'));
}

function save(world: World, value: PartnerAccount, due?: number | null): PartnerAccount {
  world.record({ type: 'RecordChanged', kind: KIND, id: ID, value, ...(due !== undefined && { due }) });
  return value;
}
