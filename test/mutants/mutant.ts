/** What convicts a mutant. */
export type Convictor =
  /** The simulation, from seed 1, within so many steps. */
  | { readonly by: 'simulation'; readonly steps: number }
  /** Random stories on a real store, from seed 1. */
  | { readonly by: 'stories'; readonly store: 'sqlite' | 'postgres'; readonly orders: number }
  /** Test files, or folders of them; of these the tests whose full title has the words. */
  | { readonly by: 'tests'; readonly files: readonly string[]; readonly titled?: string };

/** A mistake that could be made in the money path. */
export interface Mutant {
  /** What is wrong, in the words of a bug report. */
  readonly name: string;
  /** From the root. */
  readonly file: string;
  /** The text that is replaced. It has to be there once. */
  readonly find: string;
  readonly replace: string;
  /** Tried in turn until one convicts. */
  readonly convictedBy: readonly Convictor[];
}

/** The simulation, with enough steps for a mistake that many worlds show. */
export const simulation: Convictor = { by: 'simulation', steps: 400_000 };

/** Test files or folders, by their paths from the root. */
export const tests = (...files: string[]): Convictor => ({ by: 'tests', files });

/** Those tests of a file that have some words in their full title: the rest would take minutes. */
export const titled = (words: string, file: string): Convictor => ({
  by: 'tests',
  files: [file],
  titled: words,
});

/** The text of a source file with the mistake in it. @throws Error unless its place is there once */
export function mutate(source: string, { name, file, find, replace }: Mutant): string {
  const places = source.split(find).length - 1;
  if (places !== 1) {
    throw new Error(
      `Failed to plant "${name}": its text is in ${file} ${places} times. Correct it in test/mutants/table.`,
    );
  }
  return source.replace(find, () => replace);
}
