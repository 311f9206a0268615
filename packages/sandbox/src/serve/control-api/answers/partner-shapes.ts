import * as z from 'zod/mini';
import type { PartnerAccount } from '../../../partner-console/partner-account.js';
import { named } from './named.js';

/** The state of contract and KYC. */
export const accountShape: z.ZodMiniType<PartnerAccount> = named(
  'PartnerAccount',
  z.looseObject({
    contract: z.enum(['NONE', 'SIGNED']),
    kyc: z.enum(['NONE', 'IN_REVIEW', 'APPROVED', 'REJECTED']),
    kycReason: z.exactOptional(z.string()),
  }),
);
