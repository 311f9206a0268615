import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Convictor } from './mutant.js';

/** What an attempt to convict came to. */
export interface Trial {
  /** What was seen; `undefined` if everything looked right. */
  readonly seen: string | undefined;
  readonly seconds: number;
}

const SOURCES = [
  '--experimental-transform-types',
  '--disable-warning=ExperimentalWarning',
  '--import',
  './packages/server/test/support/run-sources.mjs',
];

/** A mistake may make a test hang: that convicts it, too. As long as ten times what the slowest needs on a machine that is busy. */
const LIMIT_MS = 1_500_000;

/**
 * Runs what may convict, in the folder of a copy.
 *
 * @throws Error if it runs no test at all: its title has changed, and it would convict no mutant
 */
export async function convict(convictor: Convictor, folder: string): Promise<Trial> {
  const startedAt = performance.now();
  const { code, output } = await run(commandOf(convictor), folder);
  const seconds = (performance.now() - startedAt) / 1_000;
  if (code === 0 && convictor.by === 'tests' && !/^\s*Tests\s.*\d passed/m.test(output))
    throw new Error(`No test runs: ${commandOf(convictor).join(' ')}. Correct it in test/mutants/table.`);
  return { seen: code === 0 ? undefined : seenIn(convictor, output), seconds };
}

/** The command, for people too. */
export function commandOf(convictor: Convictor): readonly string[] {
  switch (convictor.by) {
    case 'simulation':
      return [
        'node',
        ...SOURCES,
        'test/simulation/main.ts',
        '--seed',
        '1',
        '--steps',
        String(convictor.steps),
        '--stories',
        '1',
        '--whole',
      ];
    case 'stories':
      return [
        'node',
        ...SOURCES,
        'packages/server/test/stories/main.ts',
        '--store',
        convictor.store,
        '--seed',
        '1',
        '--orders',
        String(convictor.orders),
      ];
    case 'tests':
      return [
        'node',
        join('node_modules', 'vitest', 'vitest.mjs'),
        'run',
        '--bail',
        '1',
        ...convictor.files,
        ...(convictor.titled === undefined ? [] : ['-t', convictor.titled]),
      ];
  }
}

/** The first thing that was wrong, in one line. */
function seenIn({ by }: Convictor, output: string): string {
  if (by === 'tests') {
    const failed = /FAIL\s+.*?([\w./-]+\.test\.tsx?)(?: > (.*))?$/m.exec(output);
    return failed === null
      ? 'the tests do not end well'
      : `${failed[1]}: ${(failed[2] ?? 'does not load').split(' > ').at(-1)}`;
  }
  const place = /^WRONG: .*?(?:, (world \d+ of seed \d+))?$/m.exec(output);
  const verdict = /^WRONG: .*\n {2}(.*)$/m.exec(output)?.[1];
  if (verdict === undefined) return 'the run does not end';
  return `${by}, ${place?.[1] ?? 'seed 1'}: ${verdict.replace(/ \(row .*\)$/, '')}`;
}

function run(command: readonly string[], folder: string): Promise<{ code: number; output: string }> {
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LIMIT_MS,
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
