// Every guide is also in Korean, and says the same as the English guide.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { differences } from './docs/same-in-korean.mjs';

/** Only in English: these are for people who work on this project. */
const ENGLISH_ONLY = ['glossary.md', 'figures.md'];

const guides = globSync('docs/*.md').filter((guide) => !ENGLISH_ONLY.includes(basename(guide)));
const wrong = guides.flatMap((guide) => {
  const korean = `docs/ko/${basename(guide)}`;
  if (!existsSync(korean)) return [`${korean} is not there`];
  return differences(readFileSync(guide, 'utf8'), readFileSync(korean, 'utf8')).map(
    (what) => `${korean} ${what}`,
  );
});
if (wrong.length > 0) {
  console.error(
    `Failed to find every guide in Korean:\n  ${wrong.join('\n  ')}\nTranslate what is missing or was changed.`,
  );
  process.exit(1);
}
console.log(`  ok    ${guides.length} guides in both languages`);
