import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const BEGIN = '<!-- what was run: begin -->';
const END = '<!-- what was run: end -->';

/** Puts the recorded runs into the guide, in both languages. */
export function writeTable(results) {
  const rows = results.map(
    ({ name, title, ok, versions, node, figures }) =>
      `| ${title} | ${versions.join(', ')} | ${node.slice(1)} | ${ok ? 'yes' : 'no'} | \`${name}\` | ${figures.join('; ')} |`,
  );
  for (const [file, head] of [
    ['docs/stacks.md', '| stack | versions | Node | works | test | figures |'],
    ['docs/ko/stacks.md', '| 스택 | 버전 | Node | 작동 | 테스트 | 수치 |'],
  ]) {
    if (!existsSync(file)) continue;
    const text = readFileSync(file, 'utf8');
    const [before, after] = [text.indexOf(BEGIN), text.indexOf(END)];
    if (before < 0 || after < 0) throw new Error(`Failed to write the table: ${file} has no place for it.`);
    const table = [head, '| --- | --- | --- | --- | --- | --- |', ...rows].join('\n');
    writeFileSync(file, `${text.slice(0, before + BEGIN.length)}\n\n${table}\n\n${text.slice(after)}`);
  }
}
