/** Control characters that a terminal would act on. Line breaks and tabs count as text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is made visible.
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const LINE_ENDS = /[\t\n\u2028\u2029]/g;

/** Shows control characters as `\u001b`, so that a product name cannot move a developer's cursor. */
export function visibleText(text: string): string {
  return text.replace(CONTROLS, escaped);
}

/** The same for a text on one line, so that it cannot add a line to a table. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(LINE_ENDS, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
