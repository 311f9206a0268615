import { Command } from 'commander';
import { FAULT_CATALOGUE, type FaultEntry } from '../faults/fault-catalogue.js';
import type { ArmedFault } from '../faults/fault-spec.js';
import { type CommonFlags, clientCommand, tell } from './client-command.js';
import { columns } from './columns.js';
import type { Output } from './console-output.js';

type NamedFault = FaultEntry & { readonly name: string };

interface Catalogue {
  readonly catalogue: readonly NamedFault[];
}

interface Armed {
  readonly faults: readonly ArmedFault[];
}

/** `fault list | arm | armed | clear`: arms and disarms faults. */
export function faultCommand(output: Output): Command {
  const summary = '오류를 준비해요. (Arms faults: what is to go wrong.)';
  return new Command('fault')
    .alias('faults')
    .summary(summary)
    .description(summary)
    .addHelpText('after', () => `\nFaults:\n${columns(catalogueRows(toCatalogue()))}`)
    .addCommand(listCommand(output), { isDefault: true })
    .addCommand(armCommand(output))
    .addCommand(armedCommand(output))
    .addCommand(clearCommand(output));
}

/** The catalogue of this version, for the help. `list` asks a running sandbox. */
function toCatalogue(): readonly NamedFault[] {
  return Object.entries(FAULT_CATALOGUE).map(([name, entry]) => ({ name, ...entry }));
}

function catalogueRows(catalogue: readonly NamedFault[]): string[][] {
  return catalogue.map(({ name, parameters, ko, en }) => [name, parameters.join(','), `${ko} (${en})`]);
}

function listCommand(output: Output): Command {
  return clientCommand('list', '일으킬 수 있는 오류예요. (All faults there are.)').action(
    (flags: CommonFlags) =>
      tell(output, flags, async (client) => {
        const data = await client.send<Catalogue>('GET', '/faults/catalogue');
        const rows = catalogueRows(data.catalogue);
        return { data, words: columns(rows) };
      }),
  );
}

function armCommand(output: Output): Command {
  return clientCommand('arm', '오류를 준비해요. (Arms one.)')
    .argument('<name>', 'see `fault list`')
    .option('--user <userKey>', 'for this user only')
    .option('--sku <sku>', 'for this product only')
    .option('--order <orderId>', 'for this order only')
    .option('--times <count>', 'how often it strikes: a number or "always"')
    .option('--probability <chance>', 'chance of each opportunity, above 0 up to 1', Number)
    .option('--code <code>', 'error code of purchase-error, purchase-unknown-error or paid-after-error')
    .option(
      '--recorded-after <milliseconds>',
      'when Toss records a payment after TOSS_SERVER_VERIFICATION_FAILED (default: never)',
      Number,
    )
    .option('--delay <milliseconds>', 'for faults that are late', Number)
    .option('--function <name>', 'bridge function of the bridge faults')
    .option('--result-type <word>', 'resultType of order-status-fail')
    .option('--error-code <code>', 'errorCode of order-status-fail')
    .option('--seconds <count>', 'retryAfterSeconds of order-status-rate-limited', Number)
    .option('--status <word>', 'word of order-status-unknown-status')
    .action((name: string, flags: CommonFlags & Record<string, unknown>) =>
      tell(output, flags, async (client) => {
        const { url: _url, token: _token, json: _json, user, order, times, ...rest } = flags;
        const often = times === undefined || times === 'always' ? times : Number(times);
        const spec = { name, userKey: user, orderId: order, times: often, ...rest };
        const data = await client.send<ArmedFault>('POST', '/faults', spec);
        return { data, words: `${data.id}  ${name} 준비됐어요. (Armed.)` };
      }),
    );
}

function armedCommand(output: Output): Command {
  return clientCommand('armed', '준비된 오류예요. (Faults that are armed.)').action((flags: CommonFlags) =>
    tell(output, flags, async (client) => {
      const data = await client.send<Armed>('GET', '/faults');
      const rows = data.faults.map(({ id, name, struck, times = 1 }) => [id, name, `${struck}/${times}`]);
      return { data, words: rows.length > 0 ? columns(rows) : '준비된 오류가 없어요. (None is armed.)' };
    }),
  );
}

function clearCommand(output: Output): Command {
  return clientCommand('clear', '준비된 오류를 해제해요. (Disarms one, or all.)')
    .argument('[id]', 'such as fault-1; all if left out')
    .action((id: string | undefined, flags: CommonFlags) =>
      tell(output, flags, async (client) => {
        const data = await client.send(
          'DELETE',
          id === undefined ? '/faults' : `/faults/${encodeURIComponent(id)}`,
        );
        return { data, words: '오류를 해제했어요. (Disarmed.)' };
      }),
    );
}
