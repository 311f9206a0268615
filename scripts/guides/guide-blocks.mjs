import { readFileSync } from 'node:fs';

const FENCE = /^```(\w+)( run)?\n([\s\S]*?)^```$/gm;

/** The blocks of a guide in their order, each with the heading that it stands under. */
export function blocksOf(document) {
  const text = readFileSync(document, 'utf8');
  return [...text.matchAll(FENCE)].map((match) => ({
    language: match[1],
    runs: match[2] !== undefined,
    code: match[3],
    heading:
      [
        ...text
          .slice(0, match.index)
          .replaceAll(FENCE, '')
          .matchAll(/^#+ (.*)$/gm),
      ].at(-1)?.[1] ?? '',
  }));
}

/** The one block that contains this text. */
export function blockWith(blocks, text, language) {
  const found = blocks.filter(
    (block) => block.code.includes(text) && (language === undefined || block.language === language),
  );
  if (found.length !== 1)
    throw new Error(`${found.length} blocks of the guide have ${JSON.stringify(text)}, not one.`);
  return found[0].code;
}

/** What a reader puts in the place of a part of a block. */
export function put(code, part, own) {
  if (!code.includes(part)) throw new Error(`The block has no ${JSON.stringify(part)} to replace:\n${code}`);
  return code.replaceAll(part, own);
}

/** The lines of a block that a person types, without comments, and with lines that go on joined. */
export function commandsOf(code) {
  return code
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map((line) => line.replace(/\s+#.*$/, '').trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** `npm install` of our packages takes the packed ones: no registry has them yet. */
export function withPacked(command, tarballs) {
  if (!/^npm install\b/.test(command)) return command;
  const named = command.replaceAll(/@ait-iap\/[a-z]+/g, (name) => tarballs[name] ?? name);
  return named === command ? command : `${named} ${tarballs['@ait-iap/protocol']}`;
}
