import { formatKrw } from '@ait-iap/protocol';
import { type Command, Option } from 'commander';
import { SandboxError } from '../errors/sandbox-error.js';
import { type BoughtOrder, GRANT_ANSWERS } from '../serve/control-api/buy.js';
import { type CommonFlags, clientCommand, tell } from './client-command.js';
import type { Output } from './console-output.js';

interface BuyFlags extends CommonFlags {
  readonly user: string;
  readonly offer?: string | undefined;
  readonly payment: string;
  readonly grant: string;
  readonly platform?: string | undefined;
}

const DEFAULT_USER = 'sandbox-user';

/** `buy <sku>`: a purchase without a page. */
export function buyCommand(output: Output): Command {
  return clientCommand('buy', '상품을 사요. (Buys a product, without a page.)')
    .argument('<sku>', 'what to buy; see `products`')
    .option('--user <userKey>', 'who buys', DEFAULT_USER)
    .option('--offer <offerId>', 'offer of a subscription')
    .addOption(
      new Option('--payment <what>', 'what the user does').choices(['approve', 'cancel']).default('approve'),
    )
    .addOption(
      new Option('--grant <answer>', 'what the mini-app answers; none: it is closed')
        .choices(GRANT_ANSWERS)
        .default('true'),
    )
    .addOption(new Option('--platform <name>', 'phone, and so the store').choices(['android', 'ios']))
    .action((sku: string, flags: BuyFlags) =>
      tell(output, flags, async (client) => {
        const { user: userKey, offer: offerId, payment, grant, platform } = flags;
        const data = await client.send<BoughtOrder>('POST', '/purchases', {
          sku,
          userKey,
          offerId,
          payment,
          grant,
          platform,
        });
        if (data.outcome === 'failed') throw new SandboxError(data.error?.code ?? 'FAILED', sentence(data));
        return { data, words: sentence(data) };
      }),
    );
}

function sentence({ outcome, order, error }: BoughtOrder): string {
  const id = order?.orderId ?? '';
  const paid = order ? formatKrw(order.amount) : '';
  if (outcome === 'granted') return `${id}  샀고 지급됐어요, ${paid}. (Bought and granted.)`;
  if (outcome === 'pending') return `${id}  결제됐지만 지급되지 않았어요, ${paid}. (Paid, not granted.)`;
  const isCharged = order?.paidAt !== undefined;
  const ending = isCharged ? `(돈은 나갔어요, ${paid}. Charged, and not recorded.)` : '(사지 못했어요.)';
  return `Failed to buy: ${error?.code ?? 'unknown'}. ${error?.message ?? ''} ${ending} ${id}`.trim();
}
