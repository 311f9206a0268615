import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A program of the load. `ask` sends a message and resolves with its answer. */
export async function startProcess(file, ...args) {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = fork(path, args, { execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'] });
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`${file} ended with ${code} before it was ready.`);
  });
  gone.catch(() => undefined);
  const [ready] = await Promise.race([once(child, 'message'), gone]);
  const waiting = new Map();
  let ids = 0;
  child.on('message', ({ id, ...answer }) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  return {
    ...ready,
    ask: (message = {}) =>
      new Promise((resolve) => {
        ids += 1;
        waiting.set(ids, resolve);
        child.send({ id: ids, ...message });
      }),
    async stop() {
      if (child.exitCode !== null) return;
      child.kill();
      await once(child, 'exit');
    },
  };
}
