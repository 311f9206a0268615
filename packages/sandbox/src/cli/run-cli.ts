import { CommanderError } from 'commander';
import { candidates } from './completion-command.js';
import { type Output, terminal, writeFailure } from './console-output.js';
import { createProgram } from './program.js';

/** Runs one command line. @returns the exit code: 0 for success, 1 for a failure */
export async function runCli(args: readonly string[], output: Output = terminal): Promise<number> {
  // For the scripts of `completion`. Not in the help, because nobody types it.
  if (args[0] === 'complete' && args[1] === '--') {
    output.out(candidates(createProgram(output), args.slice(2)).join('\n'));
    return 0;
  }
  const json = asksForJson(args);
  const complaints: string[] = [];
  try {
    const complain = (text: string) => (json ? void complaints.push(text) : output.error(text));
    await createProgram(output, complain).parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      writeFailure(output, error, json);
      return 1;
    }
    // Commander has already written its help or the error.
    if (json && error.exitCode !== 0) output.error(usageError(error, complaints));
    return error.exitCode;
  }
}

/** Up to `--`: everything after it belongs to another command. */
function asksForJson(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).includes('--json');
}

function usageError({ code, message }: CommanderError, complaints: readonly string[]): string {
  const said = complaints.find((line) => line.startsWith('error:')) ?? message;
  const [sentence = ''] = said.replace(/^error: /, '').split('\n');
  return JSON.stringify({ error: { code: 'USAGE', message: sentence, reason: code } });
}
