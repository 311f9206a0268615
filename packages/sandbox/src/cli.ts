import { runCli } from './cli/run-cli.js';

// Whoever reads may stop reading, as `| head` does: nothing has failed then, and a sandbox runs on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runCli(process.argv.slice(2));
