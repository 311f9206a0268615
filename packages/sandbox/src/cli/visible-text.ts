/** What a terminal obeys in place of showing it; line ends and tabs are text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is made visible.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const LINE_ENDS = /[\t\n\u2028\u2029]/g;

/** Shows control characters as `\u001b`: whoever names a product does not get to move a developer's cursor. */
export function visibleText(text: string): string {
  return text.replace(CONTROLS, escaped);
}

/** The same for a text that has one line and no more: nobody writes a second one into a table. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(LINE_ENDS, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
