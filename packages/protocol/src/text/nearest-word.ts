/** A word may be wrong in a third of its letters. */
const LETTERS_PER_MISTAKE = 3;

/** The word of a list that was probably meant, for a message. `undefined` if none is similar. */
export function nearestWord(given: string, words: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const word of words) {
    const mistakes = mistakesBetween(given.toLowerCase(), word.toLowerCase());
    const allowed = Math.ceil(Math.max(given.length, word.length) / LETTERS_PER_MISTAKE);
    if (mistakes > allowed || mistakes >= fewest) continue;
    nearest = word;
    fewest = mistakes;
  }
  return nearest;
}

/** How many letters were left out, added, mistaken, or exchanged with the next one. */
function mistakesBetween(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (isSame ? 0 : 1),
        isSwapped ? at(before, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = last;
    last = current;
  }
  return at(last, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
