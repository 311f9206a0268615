// Runs plain Jest without a configuration, twice: the first run fills its cache, the second is what a developer waits for.
const { spawnSync } = require('node:child_process');

const args = [require.resolve('jest/bin/jest'), '--no-watchman', '--runInBand'];
for (const which of ['first', 'second']) {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(1);
  console.log(`figure: ${which} run of 3 files ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
