import { readFileSync, writeFileSync } from 'node:fs';

const GUIDE = 'docs/stacks.md';
const BEGIN = '<!-- what was run: begin -->';
const END = '<!-- what was run: end -->';

/** Puts the recorded runs into the guide. The Korean one points there. */
export function writeTable(results) {
  const rows = results.map(
    ({ name, title, ok, versions, node, figures }) =>
      `| ${title} | ${versions.join(', ')} | ${node.slice(1)} | ${ok ? 'yes' : 'no'} | \`${name}\` | ${figures.join('; ')} |`,
  );
  const text = readFileSync(GUIDE, 'utf8');
  const [before, after] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (before < 0 || after < 0) throw new Error(`Failed to write the table: ${GUIDE} has no place for it.`);
  const table = [
    '| stack | versions | Node | works | test | figures |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ];
  writeFileSync(
    GUIDE,
    `${text.slice(0, before + BEGIN.length)}\n\n${table.join('\n')}\n\n${text.slice(after)}`,
  );
}
