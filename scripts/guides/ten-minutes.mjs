import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf, commandsOf, withPacked } from './guide-blocks.mjs';
import { answering, openTerminal, until } from './terminal.mjs';

const ORDER_ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

const blocks = blocksOf('docs/partner-backend-in-ten-minutes.md');
const under = (heading, language) =>
  blocks
    .filter((block) => block.heading.startsWith(heading) && block.language === language)
    .map(({ code }) => code);

/** A partner backend in ten minutes: its blocks from above to below, the refund included. */
export async function playTenMinutes({ folder, env, tarballs }) {
  const terminal = openTerminal({ folder, env });
  try {
    const { sandbox, backend } = await startTenMinutes({ terminal, folder, tarballs });
    const [buying, refunding] = under('4.', 'sh');
    const [buy, grant] = commandsOf(buying);
    const orderId = ORDER_ID.exec(await terminal.run(buy))?.[0];
    assert.ok(orderId, 'the answer of buy names the order');
    const named = (command) => command.replace('<the order id>', orderId);
    assert.deepEqual(JSON.parse(await terminal.run(named(grant))), { orderId, outcome: 'granted' });
    assert.deepEqual(JSON.parse(await terminal.run(named(grant))), { orderId, outcome: 'already_granted' });
    assert.equal(await itemsIn(terminal), '1');
    for (const command of commandsOf(refunding)) await terminal.run(named(command));
    await until('the refund has taken the item back', async () => (await itemsIn(terminal)) === '0', 90);

    assert.equal(await backend.terminate(), 0, 'SIGTERM ends the backend');
    sandbox.interrupt();
    await until('Ctrl-C has ended the sandbox', () =>
      fetch('http://127.0.0.1:4600/healthz').then(
        () => false,
        () => true,
      ),
    );
  } finally {
    terminal.close();
  }
}

/** Steps 1 to 3: the sandbox and the backend run. */
export async function startTenMinutes({ terminal, folder, tarballs }) {
  const [installing] = under('1.', 'sh');
  const commands = commandsOf(installing).map((command) => withPacked(command, tarballs));
  const serve = commands.pop();
  assert.match(serve, /serve$/, 'the last command of step 1 starts the sandbox');
  for (const command of commands) await terminal.run(command);
  const sandbox = await answering(terminal, serve, 'http://127.0.0.1:4600/healthz');

  for (const command of commandsOf(under('2.', 'sh')[0])) await terminal.run(command);

  writeFileSync(join(folder, 'backend.mjs'), under('3.', 'ts')[0]);
  const backend = await answering(terminal, 'node backend.mjs', 'http://127.0.0.1:4610/healthz');
  return { sandbox, backend };
}

async function itemsIn(terminal) {
  const program = `new (require('node:sqlite').DatabaseSync)('.ait-iap/ledger.db').prepare('select count(*) as n from items').get().n`;
  return (await terminal.run(`node --no-warnings -p "${program}"`)).trim();
}
