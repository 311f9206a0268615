import { execFile, spawnSync } from 'node:child_process';

/** What a program had to say. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of this machine to its end, with a closed input. Never rejects. */
export function runProgram(name: string, args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(name, args, { timeout: 15_000 }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
    );
    child.stdin?.end();
  });
}

/** The programs that this machine does not have. */
export function missingPrograms(...names: string[]): string[] {
  return names.filter((name) => spawnSync(name, ['--version']).error !== undefined);
}
