// Type-checks every tsconfig of the tree: each environment has its own, with `lib` and `types` written out.
import { globSync } from 'node:fs';
import { run, runAll } from './run.mjs';

// Its texts become functions with a type.
await run('texts of the console', 'npm', ['run', 'texts', '--workspace', 'packages/console', '--silent']);
const projects = globSync([
  'tsconfig.json',
  '{packages,examples}/*/tsconfig*.json',
  'packages/*/src/**/tsconfig*.json',
]);
// Two run side by side, so that a second thread of each would only check the same libraries once more.
await runAll(
  projects.sort().map((file) => () => run(`types ${file}`, 'tsc', ['--singleThreaded', '-p', file])),
);
