import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** How a program is started, anew for each of its lives. */
export interface Program {
  readonly name: string;
  readonly args: readonly string[];
  /** Called with the line of JSON that the program prints when it is ready. */
  readonly onReady: (line: Record<string, string>) => void;
}

/** As long as a busy machine may need. */
const READY_WITHIN_MS = 120_000;

/** A process that is killed and comes back: `kill -9`, never a goodbye. */
export class Child {
  #process: ChildProcess | undefined;

  /** @param program - asked before each start, because a later life may be another one */
  constructor(private readonly program: () => Program) {}

  async start(): Promise<void> {
    const { name, args, onReady } = this.program();
    // In its own session, as any program is: a scheduler that shares a machine among sessions would count a whole
    // campaign as one program.
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.#process = child;
    let complaints = '';
    child.stderr.on('data', (chunk) => {
      complaints = (complaints + String(chunk)).slice(-4_000);
    });
    const ready = once(createInterface({ input: child.stdout }), 'line');
    const ended = once(child, 'exit').then(() => {
      throw new Error(`The ${name} ended before it was ready: ${complaints}`);
    });
    ended.catch(() => undefined);
    const late = setTimeout(() => child.kill('SIGKILL'), READY_WITHIN_MS);
    const [line] = await Promise.race([ready, ended]);
    clearTimeout(late);
    onReady(JSON.parse(String(line)));
    // A program that dies by itself is a defect, and among so many kills it would not be seen.
    child.once('exit', (code, signal) => {
      if (this.#process === child) this.diedByItself = `${name}: ${code ?? signal}: ${complaints}`;
    });
  }

  /** Why it went without being killed. */
  diedByItself: string | undefined;

  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
}
