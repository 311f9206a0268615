import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { writeWorldFile } from '../world/world-file.js';
import { sqliteWorldStore } from '../world-file/sqlite-world-store.js';
import { type CommonFlags, clientCommand } from './client-command.js';
import type { Output } from './console-output.js';
import { existingFile } from './existing-file.js';
import { sandboxClient } from './sandbox-client.js';

interface ExportFlags extends CommonFlags {
  readonly db?: string;
}

/** `export [file]`: the world as lines of JSON, from a sandbox that runs or from its file. */
export function exportCommand(output: Output): Command {
  return clientCommand('export', '세계를 파일로 내보내요. (Writes the world as lines of JSON.)')
    .argument('[file]', 'where to; the terminal if left out')
    .option('--db <file>', 'read this file of a world that no sandbox runs')
    .action(async (file: string | undefined, flags: ExportFlags) => {
      const lines = flags.db === undefined ? await runningLines(flags) : linesOf(flags.db);
      const written = file === undefined ? toTerminal(lines, output) : toFile(resolve(file), lines);
      if (file === undefined) return;
      const words = `${file}  ${written}줄을 썼어요. (Wrote ${written} lines.)`;
      output.out(flags.json ? JSON.stringify({ file, lines: written }) : words);
    });
}

async function runningLines(flags: ExportFlags): Promise<Iterable<string>> {
  const text = await sandboxClient(flags).text('GET', '/export');
  return text.split('\n').filter((line) => line !== '');
}

function* linesOf(path: string): Iterable<string> {
  const store = sqliteWorldStore(existingFile(path));
  try {
    yield* writeWorldFile(store);
  } finally {
    store.close();
  }
}

function toTerminal(lines: Iterable<string>, output: Output): number {
  let count = 0;
  for (const line of lines) {
    output.out(line);
    count += 1;
  }
  return count;
}

function toFile(path: string, lines: Iterable<string>): number {
  const file = openSync(path, 'w');
  let count = 0;
  try {
    for (const line of lines) {
      writeSync(file, `${line}\n`);
      count += 1;
    }
  } finally {
    closeSync(file);
  }
  return count;
}
