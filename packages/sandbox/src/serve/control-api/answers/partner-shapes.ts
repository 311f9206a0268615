import * as z from 'zod/mini';
import type { MiniAppVersion } from '../../../partner-console/mini-app-versions.js';
import type { PartnerAccount } from '../../../partner-console/partner-account.js';
import { named } from './named.js';

/** Contract and KYC. */
export const accountShape: z.ZodMiniType<PartnerAccount> = named(
  'PartnerAccount',
  z.looseObject({
    contract: z.enum(['NONE', 'SIGNED']),
    kyc: z.enum(['NONE', 'IN_REVIEW', 'APPROVED', 'REJECTED']),
    kycReason: z.exactOptional(z.string()),
  }),
);

/** A version of the mini-app. */
export const versionShape: z.ZodMiniType<MiniAppVersion> = named(
  'MiniAppVersion',
  z.looseObject({
    version: z.string(),
    sizeMb: z.number(),
    tested: z.boolean(),
    state: z.enum(['UPLOADED', 'IN_REVIEW', 'APPROVED', 'REJECTED', 'RELEASED']),
    reason: z.exactOptional(z.string()),
  }),
);

/** All of them. */
export const versionsShape = z.looseObject({ versions: z.array(versionShape) });
