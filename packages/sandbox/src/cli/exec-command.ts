import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { FolderNotMadeError } from '../errors/folder-not-made-error.js';
import { SandboxError } from '../errors/sandbox-error.js';
import type { ServedSandbox } from '../serve/serve-options.js';
import { serveSandbox } from '../serve/serve-sandbox.js';
import type { Output } from './console-output.js';
import { printEvents } from './print-events.js';

interface ExecFlags {
  readonly seed?: string | undefined;
  readonly frozen?: boolean | undefined;
  readonly verbose?: boolean | undefined;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** `exec -- npm test`: runs a command with its own sandbox, which ends with it. */
export function execCommand(output: Output): Command {
  const summary = '샌드박스와 함께 명령을 실행해요. (Runs a command with a sandbox of its own.)';
  return new Command('exec')
    .summary(summary)
    .description(
      `${summary}\n\nOn free ports, with an empty world in memory. The command finds it by AIT_IAP_URL, AIT_IAP_PARTNER_URL, ` +
        'AIT_IAP_CA, AIT_IAP_CERT and AIT_IAP_KEY.',
    )
    .argument('<command...>', 'such as -- npm test')
    .option('--seed <text>', 'decides all ids of the world')
    .option('--frozen', 'the clock stands still until it is moved')
    .option('--verbose', 'print what happens, on the standard error')
    .passThroughOptions()
    .action(async ([program = '', ...args]: string[], flags: ExecFlags) => {
      const dir = temporaryFolder();
      try {
        const served = await serveSandbox({
          ...{ port: 0, partnerPort: 0, dir, db: ':memory:', rate: flags.frozen ? 0 : 1 },
          ...(flags.seed !== undefined && { seed: flags.seed }),
        });
        const sink = { out: output.error, error: output.error, unread: () => 0 };
        printEvents(served.sandbox.wire, { quiet: flags.verbose !== true }, sink);
        process.exitCode = await run(program, args, served).finally(() => served.close());
      } finally {
        rmSync(dir, { recursive: true, force: true });
      }
    });
}

function temporaryFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), 'ait-iap-exec-'));
  } catch (cause) {
    const why = `it is the folder for temporary files (${(cause as NodeJS.ErrnoException).code}). See TMPDIR`;
    throw new FolderNotMadeError(tmpdir(), why, { cause });
  }
}

/** The environment variables with the sandbox's address and certificates. */
function environmentOf({ pageUrl, partnerUrl, certificates }: ServedSandbox): Record<string, string> {
  const { folder } = certificates;
  const ca = join(folder, 'ca.crt');
  return {
    AIT_IAP_URL: pageUrl,
    AIT_IAP_PARTNER_URL: partnerUrl,
    AIT_IAP_CA: ca,
    AIT_IAP_CERT: join(folder, 'client.crt'),
    AIT_IAP_KEY: join(folder, 'client.key'),
  };
}

/** @returns the exit code of the command; if a signal ended it, the code that a shell would return */
function run(program: string, args: readonly string[], served: ServedSandbox): Promise<number> {
  const env = { ...process.env, ...environmentOf(served) };
  const child = spawn(program, args, { stdio: 'inherit', env, shell: process.platform === 'win32' });
  const forwards = SIGNALS.map((signal) => [signal, () => void child.kill(signal)] as const);
  for (const [signal, forward] of forwards) process.on(signal, forward);
  return new Promise<number>((resolve, reject) => {
    child.on('error', (cause) => {
      const message = `Failed to run ${program}: ${cause.message}. (명령을 실행하지 못했어요.)`;
      reject(new SandboxError('COMMAND_FAILED', message, { cause }));
    });
    child.on('close', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  }).finally(() => {
    for (const [signal, forward] of forwards) process.off(signal, forward);
  });
}
