import { spawn } from 'node:child_process';

/** Runs a command and keeps its output back until it ends. Rejects with that output when the command fails. */
export function run(label, command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const text = Buffer.concat(output).toString();
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      if (code === 0) {
        console.log(`  ok    ${label} (${seconds} s)`);
        resolve(text);
      } else {
        reject(new Error(`${label} failed with exit code ${code}:\n${text}`));
      }
    });
  });
}

/** Runs every job, at most `width` at a time, and reports all that failed, not only the first. */
export async function runAll(jobs, width = 2) {
  const waiting = [...jobs];
  const failures = [];
  const worker = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      await job().catch((error) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  if (failures.length > 0) {
    for (const failure of failures) console.error(`\n${failure.message}`);
    process.exit(1);
  }
}
