/**
 * Why reconciliation has stopped.
 *
 * | reason | meaning |
 * | --- | --- |
 * | MINIAPP_MISMATCH | the platform says about known orders, one after another, that they belong to another mini-app |
 * | MINIAPP_NOT_REGISTERED | the platform does not know the mini-app of the certificate (`PartnerSetupError`, its code 4050) |
 */
export type StopReason = 'MINIAPP_MISMATCH' | 'MINIAPP_NOT_REGISTERED';
