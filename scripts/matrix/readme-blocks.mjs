import { globSync, readFileSync } from 'node:fs';

const FENCE = /^```(tsx?)( run)?\n([\s\S]*?)^```$/gm;

/** The code in the READMEs of the root and of some packages: what somebody copies before they have read anything else. */
export function readmeBlocks(names) {
  const documents = globSync([
    'README.md',
    'README.ko.md',
    ...names.map((name) => `packages/${name}/README.md`),
  ]);
  return documents.flatMap((document) => {
    const text = readFileSync(document, 'utf8');
    return [...text.matchAll(FENCE)].map(([whole, extension, runs, code]) => {
      const line = text.slice(0, text.indexOf(whole)).split('\n').length;
      const name = `${document.replace(/\W+/g, '-')}-${line}`;
      return { file: `${name}.${extension}`, code: `${code}\nexport {};\n`, runs: runs !== undefined };
    });
  });
}
