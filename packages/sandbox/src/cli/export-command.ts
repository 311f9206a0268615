import { resolve } from 'node:path';
import type { Command } from 'commander';
import { SandboxError } from '../errors/sandbox-error.js';
import { exportWorld, isExportHeader } from '../world/exported-world.js';
import { sqliteWorldStore } from '../world/world-file/sqlite-world-store.js';
import { type CommonFlags, clientCommand } from './client-command.js';
import type { Output } from './console-output.js';
import { existingFile } from './existing-file.js';
import { sandboxClient } from './sandbox-client.js';
import { writeLines } from './write-lines.js';

interface ExportFlags extends CommonFlags {
  readonly db?: string | undefined;
}

/** `export [file]`: writes the world as lines of JSON, from a running sandbox or from its file. */
export function exportCommand(output: Output): Command {
  return clientCommand('export', '세계를 파일로 내보내요. (Writes the world as lines of JSON.)')
    .argument('[file]', 'where to; the terminal if left out')
    .option('--db <file>', 'read this file of a world that no sandbox runs')
    .action(async (file: string | undefined, flags: ExportFlags) => {
      const lines = flags.db === undefined ? await runningLines(flags) : linesOf(flags.db);
      if (file === undefined) return toTerminal(lines, output);
      assertOther(file, flags.db);
      const written = writeLines(resolve(file), lines);
      const words = `${file}  ${written}줄을 썼어요. (Wrote ${written} lines.)`;
      output.out(flags.json ? JSON.stringify({ file, lines: written }) : words);
    });
}

async function runningLines(flags: ExportFlags): Promise<Iterable<string>> {
  const client = sandboxClient(flags);
  const text = await client.text('GET', '/export');
  const lines = text.split('\n').filter((line) => line !== '');
  if (isExportHeader(lines[0])) return lines;
  throw new SandboxError(
    'NOT_A_SANDBOX',
    `Failed to export: what answers at ${client.url} is not a sandbox. Check --url.`,
  );
}

function* linesOf(path: string): Iterable<string> {
  const store = sqliteWorldStore(existingFile(path));
  try {
    yield* exportWorld(store);
  } finally {
    store.close();
  }
}

/** A world that is written over itself would be lost. */
function assertOther(file: string, db: string | undefined): void {
  if (db === undefined || resolve(file) !== resolve(db)) return;
  throw new SandboxError(
    'SAME_FILE',
    `Failed to export: ${file} is the file of the world itself. Name another file. (세계 파일 자신에는 쓸 수 없어요. 다른 파일을 적어 주세요.)`,
  );
}

function toTerminal(lines: Iterable<string>, output: Output): void {
  for (const line of lines) output.out(line);
}
