import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FulfillmentInputError } from '../errors/fulfillment-input-error.js';
import { redactText } from '../errors/redact.js';
import type { ByHandResult, Responsible } from '../fulfillment/by-hand.js';
import { createFulfillment } from '../fulfillment/create-fulfillment.js';
import type { ForgetUserResult } from '../fulfillment/forget-user.js';
import type { Fulfillment } from '../fulfillment/fulfillment.js';
import type { LedgerStore } from '../ledger/ledger-store.js';
import { type Command, type CommandInput, FOUND } from './command.js';
import { readKoreanTime } from './console-download.js';
import { withDatabase } from './open-database.js';
import { readRequired } from './read-options.js';

const BY = { actor: { type: 'string' }, reason: { type: 'string' } } as const;

/** Marks an order as granted outside the ledger. */
export const markGrantedCommand: Command = {
  takes: ['order id'],
  options: { ...BY, user: { type: 'string' }, sku: { type: 'string' }, 'granted-at': { type: 'string' } },
  run: (input) =>
    withDatabase(input.database, async (store) => {
      const { words, given } = input;
      const result = await ledgerAlone(store).byHand.markGranted({
        orderId: words[0] ?? '',
        userKey: readRequired(given, 'user'),
        sku: readRequired(given, 'sku'),
        grantedAt: grantedAt(given['granted-at']),
        ...responsible(given),
      });
      return told(input, result);
    }),
};

/** Grants a product once more. It needs the application's own `onGrant`. */
export const redeliverCommand: Command = {
  takes: ['order id'],
  options: { ...BY, fulfillment: { type: 'string' } },
  needsDatabase: false,
  run: async (input) => {
    const { words, given } = input;
    const { fulfillment, close } = await loadFulfillment(readRequired(given, 'fulfillment'));
    try {
      const by = responsible(given);
      return told(input, await fulfillment.byHand.redeliver({ orderId: words[0] ?? '', ...by }));
    } finally {
      await close();
    }
  },
};

/** Removes a user from the ledger and keeps the accounts. */
export const forgetUserCommand: Command = {
  takes: ['user key'],
  options: { ...BY, 'dry-run': { type: 'boolean' } },
  run: ({ database, words, given, flags, json, out }) =>
    withDatabase(database, async (store) => {
      const dryRun = flags['dry-run'] === true;
      const by = responsible(given);
      const result = await ledgerAlone(store).forgetUser({ userKey: words[0] ?? '', dryRun, ...by });
      if (json) out(JSON.stringify(result));
      else for (const line of linesOf(result)) out(line);
      return result.outcome === 'refused' ? FOUND : 0;
    }),
};

function linesOf(result: ForgetUserResult): string[] {
  if (result.outcome === 'refused') {
    return [
      'Not forgotten: these orders still need their user. Finish them first, then run it again. (아직 끝나지 않은 주문이 있어요.)',
      ...result.open.map(({ orderId, why }) => `  ${orderId}  ${why}`),
    ];
  }
  const { outcome, orders, deletedOrders } = result;
  const will = outcome === 'foreseen' ? 'Would be taken' : 'Taken';
  return [
    `${will} out of ${orders.length} orders; ${deletedOrders} made-up ids deleted. (${outcome === 'foreseen' ? '미리 확인했어요' : '사용자를 지웠어요'}.)`,
    ...orders.map((orderId) => `  ${orderId}`),
    'The orders stay for the accounts. Delete this user from your own tables too. (직접 만든 테이블에서도 지워 주세요.)',
  ];
}

function told({ json, out }: CommandInput, result: ByHandResult): number {
  if (json) out(JSON.stringify(result));
  else if (result.outcome === 'refused') {
    const { reason, status } = result;
    out(
      `Refused: ${reason}${status === undefined ? '' : `, the platform says ${status}`}. Nothing was written. (바뀐 것이 없어요.)`,
    );
  } else out(`${result.outcome}: ${result.order.orderId} is ${result.order.delivery}. (기록했어요.)`);
  return result.outcome === 'refused' ? FOUND : 0;
}

function responsible(given: CommandInput['given']): Responsible {
  return { actor: readRequired(given, 'actor'), reason: readRequired(given, 'reason') };
}

function grantedAt(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const at = readKoreanTime(text);
  if (at === undefined)
    throw new FulfillmentInputError('--granted-at', 'it is not a time such as 2026-11-26 13:00.');
  return new Date(at);
}

/** A fulfilment for actions that need neither the platform nor a callback. */
function ledgerAlone(store: LedgerStore<unknown>): Pick<Fulfillment, 'byHand' | 'forgetUser'> {
  const never = () => Promise.reject(new Error('The command line asks no platform and hands nothing over.'));
  return createFulfillment({
    partner: { getOrderStatus: never, waitForOrder: never },
    store,
    onGrant: never,
    onRevoke: never,
  });
}

interface LoadedFulfillment {
  readonly fulfillment: Pick<Fulfillment, 'byHand'>;
  close(): Promise<void>;
}

async function loadFulfillment(path: string): Promise<LoadedFulfillment> {
  const loaded = await loadModule(path);
  const fulfillment = (loaded.fulfillment ?? loaded.default) as Partial<Fulfillment> | undefined;
  if (typeof fulfillment?.byHand?.redeliver !== 'function') {
    throw new FulfillmentInputError(
      '--fulfillment',
      'the module exports no fulfillment. Export the result of createFulfillment as fulfillment.',
    );
  }
  const { close } = loaded;
  return {
    fulfillment: fulfillment as Fulfillment,
    close: async () => {
      if (typeof close === 'function') await close();
    },
  };
}

async function loadModule(path: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(pathToFileURL(resolve(path)).href)) as Record<string, unknown>;
  } catch (error) {
    const why = redactText(error instanceof Error ? error.message : String(error));
    throw new FulfillmentInputError('--fulfillment', `its module cannot be loaded: ${why}`);
  }
}
