/**
 * The addresses that webhooks are sent from (later docs), the ranges written out.
 *
 * A webhook has no signature, so check these addresses if you can trust the sender's address. Behind a proxy that passes on
 * what the sender claims, an address proves nothing.
 */
export const WEBHOOK_SENDER_ADDRESSES = [
  '117.52.3.11',
  '211.115.96.11',
  '106.249.5.11',
  '117.52.3.80',
  '117.52.3.81',
  '117.52.3.82',
  '117.52.3.83',
  '117.52.3.84',
  '117.52.3.85',
  '117.52.3.86',
  '117.52.3.87',
  '211.115.96.80',
  '211.115.96.81',
  '211.115.96.82',
  '211.115.96.83',
  '211.115.96.84',
  '211.115.96.85',
  '211.115.96.86',
  '211.115.96.87',
  '106.249.5.80',
  '106.249.5.81',
  '106.249.5.82',
  '106.249.5.83',
  '106.249.5.84',
  '106.249.5.85',
  '106.249.5.86',
  '106.249.5.87',
] as const;

const SENDERS: readonly string[] = WEBHOOK_SENDER_ADDRESSES;

/** Whether `address` is one of {@link WEBHOOK_SENDER_ADDRESSES}; the IPv4-mapped form `::ffff:…` counts too. */
export function isWebhookSender(address: string): boolean {
  return SENDERS.includes(address.toLowerCase().replace(/^::ffff:/, ''));
}
