import { runCli } from './cli/run-cli.js';

// The reader of the output may stop reading, as `| head` does. That is not a failure, and the sandbox keeps running.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const given = process.argv.slice(2);
// Without arguments it does what most users want first: it starts, and opens the console for a person at a terminal.
const alone = process.stdout.isTTY ? ['serve', '--open'] : ['serve'];
// No top-level await: the single-file executable is CommonJS.
void runCli(given.length > 0 ? given : alone).then((code) => {
  process.exitCode = code;
});
