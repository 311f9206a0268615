import type { Command } from 'commander';
import { readExport } from '../world/exported-world.js';
import { rebuildWorld } from '../world/rebuild-world.js';
import { sqliteWorldStore } from '../world/world-file/sqlite-world-store.js';
import { type CommonFlags, clientCommand, tell } from './client-command.js';
import type { Output } from './console-output.js';
import { contentOf } from './existing-file.js';

interface ImportFlags extends CommonFlags {
  readonly db?: string | undefined;
}

interface Imported {
  readonly orders: number;
  readonly events: number;
}

/** `import <file>`: replaces the world of a running sandbox or of a file. */
export function importCommand(output: Output): Command {
  return clientCommand('import', '내보낸 세계를 가져와요. (Replaces the world by an exported one.)')
    .argument('<file>', 'what `export` wrote')
    .option('--db <file>', 'write into this file of a world that no sandbox runs')
    .action((file: string, flags: ImportFlags) =>
      tell(output, flags, async (client) => {
        const text = contentOf(file).toString();
        const data =
          flags.db === undefined
            ? (JSON.parse(await client.text('POST', '/import', text)) as Imported)
            : importInto(flags.db, text);
        return { data, words: `주문 ${data.orders}개를 가져왔어요. (Imported ${data.orders} orders.)` };
      }),
    );
}

function importInto(path: string, text: string): Imported {
  const events = readExport(text.split('\n').filter((line) => line !== ''));
  const store = sqliteWorldStore(path);
  try {
    store.atomically(() => {
      store.clear();
      rebuildWorld(events, store);
    });
    return { orders: store.orderCount(), events: store.lastSeq() };
  } finally {
    store.close();
  }
}
