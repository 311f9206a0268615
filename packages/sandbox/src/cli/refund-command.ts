import { type Command, Option } from 'commander';
import type { Order } from '../world/order.js';
import { REFUND_REASONS } from '../world/refund.js';
import { type CommonFlags, clientCommand, tell } from './client-command.js';
import type { Output } from './console-output.js';

interface RefundFlags extends CommonFlags {
  readonly reason?: string | undefined;
  readonly request?: boolean | undefined;
}

/** `refund <orderId>`: refunds at once, or only requests it. */
export function refundCommand(output: Output): Command {
  return clientCommand('refund', '주문을 환불해요. (Refunds an order.)')
    .argument('<orderId>', 'the order')
    .addOption(new Option('--reason <reason>', 'what the user says').choices(REFUND_REASONS))
    .option('--request', 'only ask for it, as the user does in the Toss app; store and partner then decide')
    .action((orderId: string, flags: RefundFlags) =>
      tell(output, flags, async (client) => {
        const path = `/orders/${encodeURIComponent(orderId)}/${flags.request ? 'refund-request' : 'refund'}`;
        const data = await client.send<Order>('POST', path, { reason: flags.reason });
        const words = flags.request
          ? `${orderId}  환불을 요청했어요. (Asked for a refund: ${data.refund?.state}.)`
          : `${orderId}  환불됐어요. (Refunded.)`;
        return { data, words };
      }),
    );
}
