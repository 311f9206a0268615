// A Korean guide says what the English one says: the same headings in the same order, and the same code.
const FENCE = /^```(\S*)[^\n]*\n([\s\S]*?)^```$/gm;

/** Comments are for readers and translated with the text; everything else in a block must be the same. */
function codeOf(block) {
  return block
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)(\/\/|#|--\s)[^\n]*/g, '$1')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

const shapeOf = (text) => ({
  blocks: [...text.matchAll(FENCE)].map(([, language, code]) => ({ language, code: codeOf(code) })),
  headings: [...text.replace(FENCE, '').matchAll(/^(#+) /gm)].map(([, level]) => level.length),
});

/** What a Korean guide lacks, or still has although the English guide has changed. Empty if both say the same. */
export function differences(english, korean) {
  const [wanted, found] = [shapeOf(english), shapeOf(korean)];
  const wrong = [];
  if (wanted.headings.join() !== found.headings.join()) {
    wrong.push(
      `has headings of levels ${found.headings.join(' ')}, the English guide ${wanted.headings.join(' ')}`,
    );
  }
  if (wanted.blocks.length !== found.blocks.length) {
    wrong.push(`has ${found.blocks.length} blocks of code, the English guide ${wanted.blocks.length}`);
    return wrong;
  }
  for (const [at, { language, code }] of wanted.blocks.entries()) {
    const other = found.blocks[at];
    if (language === 'text' && other.language === 'text') continue;
    if (language !== other.language || code !== other.code) {
      wrong.push(
        `has another block ${at + 1} than the English guide (apart from comments): ${code.split('\n')[0]}`,
      );
    }
  }
  return wrong;
}
