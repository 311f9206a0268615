import { runCli } from './cli/run-cli.js';

// Whoever reads may stop reading, as `| head` does: nothing has failed then, and a sandbox runs on.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const given = process.argv.slice(2);
// Without a word it does what everybody wants first: it runs, and shows itself to whoever sits there.
const alone = process.stdout.isTTY ? ['serve', '--open'] : ['serve'];
// No top-level await: the single-file executable is CommonJS.
void runCli(given.length > 0 ? given : alone).then((code) => {
  process.exitCode = code;
});
