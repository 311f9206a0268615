// `npm run mutants -- [--only "part of a name"] [--list] [--no-baseline]`: see docs/reliability.md.
import { parseArgs } from 'node:util';
import { Bench } from './bench.js';
import { commandOf, convict } from './convict.js';
import type { Convictor, Mutant } from './mutant.js';
import { MUTANTS } from './mutants.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    list: { type: 'boolean', default: false },
    baseline: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const print = (line: string) => process.stdout.write(`${line}\n`);
const mutants = MUTANTS.filter(({ name }) => name.includes(values.only));
if (values.list) for (const { name, file } of mutants) print(`${name} (${file})`);
else process.exitCode = await tryAll(mutants);

/** Plants one after the other. Resolves with the exit code. */
async function tryAll(tried: readonly Mutant[]): Promise<number> {
  const bench = new Bench();
  try {
    if (values.baseline && !(await isSound(bench, tried))) return 1;
    print('\n| mutant | convicted by | seconds |\n| --- | --- | --- |');
    let survivors = 0;
    for (const mutant of tried) {
      const { seen, seconds } = await tryOne(bench, mutant);
      if (seen === undefined) survivors += 1;
      print(`| ${mutant.name} | ${seen ?? '**survived**'} | ${seconds.toFixed(0)} |`);
    }
    print(`\n${tried.length} mutants, ${survivors} survived.`);
    return survivors === 0 ? 0 : 1;
  } finally {
    bench.remove();
  }
}

async function tryOne(bench: Bench, mutant: Mutant) {
  const takeOut = bench.plant(mutant);
  let seconds = 0;
  try {
    for (const convictor of mutant.convictedBy) {
      const trial = await convict(convictor, bench.folder);
      seconds += trial.seconds;
      if (trial.seen !== undefined) return { seen: trial.seen, seconds };
    }
    return { seen: undefined, seconds };
  } finally {
    takeOut();
  }
}

/** Whether everything looks right without a mistake: else it would convict all of them. */
async function isSound(bench: Bench, tried: readonly Mutant[]): Promise<boolean> {
  const convictors = new Map<string, Convictor>();
  for (const each of tried.flatMap(({ convictedBy }) => convictedBy))
    convictors.set(commandOf(each).join(' '), each);
  for (const [command, convictor] of convictors) {
    const { seen, seconds } = await convict(convictor, bench.folder);
    print(`${seen === undefined ? 'sound' : 'WRONG WITHOUT A MUTANT'} (${seconds.toFixed(0)} s): ${command}`);
    if (seen !== undefined) {
      print(`  ${seen}`);
      return false;
    }
  }
  return true;
}
