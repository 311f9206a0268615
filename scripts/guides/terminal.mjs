import { spawn } from 'node:child_process';

/** A terminal in a folder: each command is run by a shell, as it would be typed. */
export function openTerminal({ folder, env }) {
  const background = [];
  const start = (command) =>
    spawn('bash', ['-c', command], { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    /** Runs a command to its end. @returns what it wrote */
    run: (command) =>
      new Promise((resolve, reject) => {
        const child = start(command);
        let output = '';
        const add = (chunk) => {
          output += chunk;
        };
        child.stdout.on('data', add);
        child.stderr.on('data', add);
        child.on('close', (code) =>
          code === 0 ? resolve(output) : reject(new Error(`"${command}" ended with ${code}:\n${output}`)),
        );
      }),
    /** Starts what keeps running. */
    leaveRunning(command) {
      const child = start(`exec ${command}`);
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk) => {
          output += chunk;
        });
      }
      const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
      background.push({ child, ended });
      return {
        output: () => output,
        /** Ctrl-C: the whole group gets it. */
        interrupt: () => process.kill(-child.pid, 'SIGINT'),
        /** SIGTERM, as a container sends it. @returns the exit code */
        async terminate() {
          child.kill('SIGTERM');
          const late = new Promise((resolve) => setTimeout(resolve, 20_000, 'never').unref());
          return Promise.race([ended, late]);
        },
      };
    },
    close() {
      for (const { child } of background) {
        try {
          process.kill(-child.pid, 'SIGKILL');
        } catch {
          // It has ended.
        }
      }
    },
  };
}

/** Asks until the answer is there. */
export async function until(what, ask, seconds = 60) {
  let last;
  for (
    const end = Date.now() + seconds * 1_000;
    Date.now() < end;
    await new Promise((go) => setTimeout(go, 250))
  ) {
    try {
      const answer = await ask();
      if (answer) return answer;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`Waited ${seconds} seconds in vain until ${what}.`, { cause: last });
}

/** Starts a server, and waits until its address answers. */
export async function answering(terminal, command, url) {
  const started = terminal.leaveRunning(command);
  await until(`"${command}" answers`, async () => (await fetch(url)).ok).catch((error) => {
    throw new Error(`${error.message}\n${started.output()}`);
  });
  return started;
}
