import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const HEALTHY_WITHIN_MS = 30_000;
const STOPS_WITHIN_MS = 5_000;

/**
 * Starts one long-running process, its output marked with its name. `healthy` settles when `healthUrl` answers
 * or the process is gone; `exited` when it ends; `stop()` asks it to end and does not return before it has.
 */
export function startService({ name, command, args, cwd, env, healthUrl }) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own process group: Ctrl-C reaches this script alone, and it stops the services in order.
    detached: true,
  });
  const exited = new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal));
    child.once('error', (error) => resolve(error.message));
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => process.stdout.write(text.replace(/^(?=.)/gm, `[${name}] `)));
  }
  let running = true;
  exited.then(() => {
    running = false;
  });

  const answers = async () => {
    const deadline = Date.now() + HEALTHY_WITHIN_MS;
    while (running && Date.now() < deadline) {
      const answer = await fetch(healthUrl, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
      if (answer?.ok) return;
      await sleep(100);
    }
    const why = running
      ? `it was not healthy within ${HEALTHY_WITHIN_MS / 1000} s`
      : `it ended with ${await exited}; its own words are above`;
    throw new Error(`Failed to start the ${name}: ${why}.`);
  };

  return {
    name,
    exited,
    healthy: answers(),
    async stop() {
      if (!running) return;
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOPS_WITHIN_MS);
      await exited;
      clearTimeout(late);
    },
  };
}
