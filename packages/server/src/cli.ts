import { runCli } from './cli/run-cli.js';

// The reader of the output may stop early, like `head` after ten lines. A full disk is an error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code !== 'EPIPE') {
      console.error(
        `Failed to write the answer: ${code}. Check the disk. (답을 쓰지 못했어요. 디스크를 확인해 주세요.)`,
      );
    }
    process.exit(code === 'EPIPE' ? 0 : 1);
  });
}

process.exitCode = await runCli(process.argv.slice(2), {
  environment: process.env,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
});
