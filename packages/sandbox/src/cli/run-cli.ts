import { CommanderError } from 'commander';
import { type Output, terminal, writeFailure } from './console-output.js';
import { createProgram } from './program.js';

/** Carries out one command line. @returns the exit code: 0 if it did what it says, 1 if not */
export async function runCli(args: readonly string[], output: Output = terminal): Promise<number> {
  try {
    await createProgram(output).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has written its help, or what is wrong with the command line, by itself.
    if (error instanceof CommanderError) return error.exitCode;
    writeFailure(output, error, args.includes('--json'));
    return 1;
  }
}
