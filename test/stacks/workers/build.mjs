// What Wrangler would deploy: built and measured by Wrangler itself, without an account.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const { status, stdout, stderr } = spawnSync(
  'npx',
  ['wrangler', 'deploy', '--dry-run', '--minify', '--outdir', 'dist'],
  {
    encoding: 'utf8',
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  },
);
if (status !== 0) throw new Error(stdout + stderr);
const kib = (bytes) => `${(bytes / 1024).toFixed(0)} KiB`;
const { size } = statSync('dist/worker.js');
console.log(
  `figure: Worker bundle ${kib(size)}, gzipped ${kib(gzipSync(readFileSync('dist/worker.js')).length)}`,
);
