import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { everyText } from '../../packages/server/test/local-partner/error-texts.js';
import { type FuzzTarget, SECRET } from './target.js';

/** Far more than any input needs on any machine: what takes longer hangs. */
const HANGS_AFTER_MS = 20_000;

/** So many inputs, and then the process is looked at. */
const BATCH = 50_000;

/** What a process may keep of a million inputs: caches of the engine, and no more. */
const GROWTH_BYTES = 24 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Feeds a target. Throws with the seed and the shortest input that is not read as it has to be. */
export async function runTarget(
  fuzzed: FuzzTarget,
  { seed, inputs, until = Number.POSITIVE_INFINITY }: { seed: number; inputs: number; until?: number },
): Promise<number> {
  let done = 0;
  let settled: number | undefined;
  const check = async (input: unknown) => {
    const startedAt = performance.now();
    try {
      const result = fuzzed.run(input as never);
      if (result instanceof Promise) {
        await unlessItHangs(result);
        // V8 keeps what a WeakRef was asked for until the event loop turns, and in memory everything may be one turn.
        await new Promise(setImmediate);
      }
    } catch (error) {
      if (error instanceof Hang || fuzzed.isTyped?.(error) !== true) throw error;
      if (everyText(error).includes(SECRET))
        throw new Error(`An error repeats a secret: ${everyText(error)}`);
    }
    if (performance.now() - startedAt > HANGS_AFTER_MS) throw new Hang();
  };
  while (done < inputs && Date.now() < until) {
    const numRuns = Math.min(BATCH, inputs - done);
    await fc.assert(fc.asyncProperty(fuzzed.inputs, check), { seed: seed + done, numRuns });
    done += numRuns;
    assertUnpolluted();
    const used = heapUsed();
    // The first batch fills what is filled once.
    settled ??= used;
    if (used - settled > GROWTH_BYTES)
      throw new Error(`The process has grown by ${used - settled} bytes over ${done - BATCH} inputs.`);
  }
  return done;
}

class Hang extends Error {
  constructor() {
    super(`It took over ${HANGS_AFTER_MS} ms.`);
  }
}

async function unlessItHangs(work: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Hang()), HANGS_AFTER_MS);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function assertUnpolluted(): void {
  for (const each of [{}, [], () => undefined])
    if ((each as { polluted?: unknown }).polluted !== undefined)
      throw new Error('A prototype that all objects share was changed.');
}

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
