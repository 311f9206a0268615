/**
 * Why reconciliation stands still.
 *
 * | reason | meaning |
 * | --- | --- |
 * | MINIAPP_MISMATCH | the platform calls orders that it knew those of another mini-app, one after the other |
 * | MINIAPP_NOT_REGISTERED | the platform does not know the mini-app of the certificate (`PartnerSetupError`, its code 4050) |
 */
export type StopReason = 'MINIAPP_MISMATCH' | 'MINIAPP_NOT_REGISTERED';
